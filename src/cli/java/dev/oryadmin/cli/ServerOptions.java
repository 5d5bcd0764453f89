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
      description = "Base URL of Hydra's admin server; by default HYDRA_ADMIN_URL.")
  @Nullable String adminUrl;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description =
          "Base URL of Hydra's public server, where secrets are checked; by default"
              + " HYDRA_PUBLIC_URL.")
  @Nullable String publicUrl;

  @Option(
      names = "--owner",
      paramLabel = "OWNER",
      description = "Works only on clients of this owner.")
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
      // The SDK names settings as programs do.
      String message = String.valueOf(e.getMessage());
      throw new UsageException(
          message
              .replace("adminUrl", adminUrl == null ? "HYDRA_ADMIN_URL" : "--admin-url")
              .replace("publicUrl", publicUrl == null ? "HYDRA_PUBLIC_URL" : "--public-url")
              .replace("projectUrl", "ORY_SDK_URL"));
    }
  }

  /** Returns the registry of the clients that the options name. */
  ClientRegistry registry(ApiClient ory) {
    ClientRegistry registry = new ClientRegistry(ory);
    return owner == null ? registry : registry.ownedBy(owner);
  }
}
