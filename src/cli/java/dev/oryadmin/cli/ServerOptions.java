package dev.oryadmin.cli;

import dev.oryadmin.ApiClient;
import dev.oryadmin.ClientRegistry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server. Secrets such as the API key come from the environment only. */
final class ServerOptions {
  @Option(
      names = "--admin-url",
      paramLabel = "URL",
      description = "Base URL of Hydra's admin server; unless set, HYDRA_ADMIN_URL.")
  @Nullable String adminUrl;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description =
          "Base URL of its public server, where secrets are checked; unless set,"
              + " HYDRA_PUBLIC_URL.")
  @Nullable String publicUrl;

  @Option(
      names = "--owner",
      paramLabel = "OWNER",
      description = "Works on clients of this owner alone.")
  @Nullable String owner;

  /** Returns a client of the server that was named, by options or else by the environment. */
  ApiClient connect() {
    ApiClient.Builder builder = ApiClient.builder();
    try {
      if (adminUrl == null) {
        builder.fromEnvironment();
      } else {
        builder.adminUrl(adminUrl);
        String open = System.getenv("HYDRA_PUBLIC_URL");
        if (publicUrl == null && open != null && !open.isBlank()) {
          builder.publicUrl(open);
        }
      }
      if (publicUrl != null) {
        builder.publicUrl(publicUrl);
      }
      return builder.build();
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** Returns the registry of the clients that the options name. */
  ClientRegistry registry(ApiClient ory) {
    ClientRegistry registry = new ClientRegistry(ory);
    return owner == null ? registry : registry.ownedBy(owner);
  }
}
