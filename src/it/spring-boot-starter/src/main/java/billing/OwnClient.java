package billing;

import dev.oryadmin.ApiClient;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.Ensured;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Registers the service before it counts as ready. */
@Component
class OwnClient implements ApplicationRunner {
  private final ApiClient ory;
  private final SecretFolder secrets;
  private final String id;

  OwnClient(ApiClient ory, SecretFolder secrets, @Value("${billing.client-id}") String id) {
    this.ory = ory;
    this.secrets = secrets;
    this.id = id;
  }

  // region ensure
  @Override
  public void run(ApplicationArguments arguments) {
    ClientRegistry registry = new ClientRegistry(ory).ownedBy("team-billing");
    registry.awaitReady(Duration.ofMinutes(1));
    Ensured ensured =
        registry.ensure(
            OAuth2Client.builder()
                .clientId(id)
                .clientName("billing")
                .grantTypes(GrantType.CLIENT_CREDENTIALS)
                .scope("invoices.read")
                .build());
    ensured.secret().ifPresent(secret -> secrets.store(id, secret)); // of a new client only
  }
  // endregion
}
