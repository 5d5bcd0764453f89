package dev.oryadmin;

import static dev.oryadmin.model.OAuth2Client.CLIENT_NAME;
import static dev.oryadmin.model.OAuth2Client.CLIENT_SECRET;
import static dev.oryadmin.model.OAuth2Client.OWNER;
import static dev.oryadmin.model.OAuth2Client.REDIRECT_URIS;
import static dev.oryadmin.model.OAuth2Client.REGISTRATION_ACCESS_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.OAuth2ClientTokenLifespans;
import dev.oryadmin.testing.FakeHydra;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** The names users build on, in one program: changing one of them breaks their code. */
class DesignSampleTest {
  @Test
  void thePublicNamesExistAndDoWhatTheySay() throws Exception {
    OkHttpClient okHttpClient = new OkHttpClient();
    try (FakeHydra hydra = FakeHydra.start();
        ApiClient ory =
            ApiClient.builder()
                .adminUrl(hydra.adminUrl())
                .publicUrl(hydra.publicUrl())
                .timeout(Duration.ofSeconds(30))
                .deadline(Duration.ofMinutes(2))
                .retry(RetryPolicy.standard())
                .header("X-Forwarded-Proto", "https")
                .httpClient(okHttpClient)
                .build()) {
      OAuth2Client made =
          ory.clients()
              .create(
                  OAuth2Client.builder()
                      .clientName("billing")
                      .grantTypes(GrantType.CLIENT_CREDENTIALS)
                      .scope("invoices.read")
                      .redirectUris("https://app.example/cb")
                      .owner("team-a")
                      .build());
      String shownOnce = made.require(CLIENT_SECRET).reveal();
      assertThat(shownOnce).hasSize(26);

      OAuth2Client one = ory.clients().get(made.clientId());
      assertThat(one.clientName()).isEqualTo("billing");
      assertThat(one.grantTypes()).containsExactly(GrantType.CLIENT_CREDENTIALS);
      Optional<OAuth2Client> maybe = ory.clients().find("nope");
      assertThat(maybe).isEmpty();

      List<String> listed = new ArrayList<>();
      for (OAuth2Client c : ory.clients().list(q -> q.owner("team-a").pageSize(200))) {
        listed.add(c.clientId());
      }
      assertThat(listed).containsExactly(made.clientId());
      assertThat(ory.clients().list().stream()).hasSize(1);
      assertThat(ory.clients().list().pages()).hasSize(1);

      OAuth2Client replaced =
          ory.clients().replace(one.clientId(), one.toBuilder().clientName("b2").build());
      assertThat(replaced.clientName()).isEqualTo("b2");
      OAuth2Client patched =
          ory.clients()
              .patch(
                  one.clientId(),
                  p ->
                      p.replace(CLIENT_NAME, "b3")
                          .append(REDIRECT_URIS, "https://app.example/2")
                          .clear(OWNER));
      assertThat(patched.clientName()).isEqualTo("b3");
      assertThat(patched.redirectUris()).hasSize(2);
      assertThat(patched.owner()).isEmpty();
      OAuth2Client lifespans =
          ory.clients()
              .setLifespans(
                  one.clientId(),
                  OAuth2ClientTokenLifespans.builder()
                      .clientCredentialsGrantAccessTokenLifespan(Duration.ofMinutes(15))
                      .build());
      assertThat(lifespans.clientCredentialsGrantAccessTokenLifespan())
          .isEqualTo(Duration.ofMinutes(15));
      Secret fresh = ory.clients().rotateSecret(one.clientId()).require(CLIENT_SECRET);
      assertThat(fresh).isNotEqualTo(Secret.of(shownOnce)).hasToString("***");
      ory.clients().deleteRotatedSecrets(one.clientId());

      ApiResponse<OAuth2Client> r =
          ory.clients()
              .getCall(one.clientId())
              .header("X-Trace", "1")
              .timeout(Duration.ofSeconds(2))
              .executeWithResponse();
      assertThat(r.status()).isEqualTo(200);
      assertThat(r.headers().get("content-type")).startsWith("application/json");
      assertThat(r.value().clientId()).isEqualTo(one.clientId());
      CompletableFuture<OAuth2Client> later = ory.clients().getCall(one.clientId()).executeAsync();
      assertThat(later.get()).isEqualTo(r.value());
      ory.clients().delete(one.clientId());
      assertThat(ory.clients().find(one.clientId())).isEmpty();

      OAuth2Client self =
          ory.registration().create(OAuth2Client.builder().clientName("dyn").build());
      Secret token = self.require(REGISTRATION_ACCESS_TOKEN);
      OAuth2Client read = ory.registration().get(self.clientId(), token);
      Secret next =
          ory.registration()
              .replace(self.clientId(), token, read.toBuilder().clientName("dyn2").build())
              .require(REGISTRATION_ACCESS_TOKEN);
      assertThat(next).isNotEqualTo(token);
      ory.registration().delete(self.clientId(), next);

      OAuth2Client c = OAuth2Client.fromJson(made.toJson());
      assertThat(c).isEqualTo(made);
    }
  }
}
