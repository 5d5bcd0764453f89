package dev.oryadmin.cli;

import dev.oryadmin.ClientRegistry;
import picocli.CommandLine.Option;

/** How many clients are worked on at a time. */
final class ConcurrencyOption {
  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "Works on so many clients at a time; unless set, ${DEFAULT-VALUE}.")
  int clients = 8;

  ClientRegistry on(ClientRegistry registry) {
    if (clients < 1) {
      throw new UsageException("--concurrency has to be 1 or more");
    }
    return registry.concurrency(clients);
  }
}
