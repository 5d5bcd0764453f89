package after;

import dev.oryadmin.ApiClient;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.Secret;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import java.util.Optional;

/** Makes sure at start-up that a client is there. */
public final class StartUp {
  private StartUp() {}

  // region start-up
  public static Optional<Secret> ensure(String adminUrl) {
    OAuth2Client desired =
        OAuth2Client.builder()
            .clientName("billing")
            .grantTypes(GrantType.CLIENT_CREDENTIALS)
            .scope("invoices.read")
            .build();
    try (ApiClient ory = ApiClient.builder().adminUrl(adminUrl).build()) {
      return new ClientRegistry(ory).ownedBy("team-a").ensure(desired).secret();
    }
  }
  // endregion
}
