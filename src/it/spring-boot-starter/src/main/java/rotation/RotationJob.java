package rotation;

import billing.SecretFolder;
import dev.oryadmin.ApiClient;
import dev.oryadmin.ClientRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Gives the service a new secret: a job of its own, such as a CronJob that forbids a second run at
 * the same time. Of rotations at the same time only one counts, so no replica of the service does
 * it.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(SecretFolder.class)
public class RotationJob {
  public static void main(String[] arguments) {
    new SpringApplicationBuilder(RotationJob.class)
        .web(WebApplicationType.NONE)
        .run(arguments)
        .close();
  }

  // region rotate
  @Bean
  CommandLineRunner rotation(
      ApiClient ory, SecretFolder secrets, @Value("${billing.client-id}") String id) {
    return arguments ->
        new ClientRegistry(ory)
            .ownedBy("team-billing")
            .rotateSecret(id, secret -> secrets.store(id, secret));
  }
  // endregion
}
