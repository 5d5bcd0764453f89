package dev.oryadmin.contract;

import static dev.oryadmin.contract.Generation.ROTATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.OAuth2ClientTokenLifespans;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lifespans: set by themselves, set with the client, and what tokens make of them. */
abstract class LifespansContract extends Rules {
  private static final String ACCESS = "client_credentials_grant_access_token_lifespan";

  @Test
  void lifespansLeftOutAreReset() {
    String id = madeId("{'implicit_grant_id_token_lifespan':'1h','" + ACCESS + "':'2h'}");
    OAuth2Client answer =
        ory()
            .clients()
            .setLifespans(
                id,
                OAuth2ClientTokenLifespans.builder()
                    .clientCredentialsGrantAccessTokenLifespan(Duration.ofMinutes(90))
                    .build());
    assertThat(answer.clientCredentialsGrantAccessTokenLifespan()).hasMinutes(90);
    OAuth2Client read = ory().clients().get(id);
    assertThat(read.clientCredentialsGrantAccessTokenLifespan()).hasMinutes(90);
    assertThat(read.implicitGrantIdTokenLifespan()).isNull();
  }

  @Test
  void nullResetsALifespan() {
    String id = madeId("{'" + ACCESS + "':'2h'}");
    assertThat(lifespans(id, "{'" + ACCESS + "':null}").get(ACCESS).isJsonNull()).isTrue();
    lifespans(id, "{'" + ACCESS + "':'3h'}").is(200);
    assertThat(lifespans(id, "null").is(200).get(ACCESS).isJsonNull()).isTrue();
    assertThat(read(id).get(ACCESS).isJsonNull()).isTrue();
  }

  @Test
  void bodyIsRequired() {
    lifespans(madeId("{}"), "").isUndecodable("EOF");
  }

  @Test
  void otherPropertiesAreKept() {
    String id = madeId("{'client_name':'n','contacts':['c'],'metadata':{'a':1},'scope':'x'}");
    JsonObject before = read(id).json();
    lifespans(id, "{'" + ACCESS + "':'2h','client_name':'other','unknown':1}").is(200);
    JsonObject after = read(id).json();
    assertThat(after.get("updated_at")).isNotEqualTo(before.get("updated_at"));
    assertThat(after.get(ACCESS).getAsString()).isEqualTo("2h0m0s");
    after.add("updated_at", before.get("updated_at"));
    after.add(ACCESS, before.get(ACCESS));
    assertThat(after).isEqualTo(before);
  }

  @Test
  void theRegistrationTokenIsKept() {
    ServerAnswer made = registered("{}");
    String id = made.text("client_id");
    lifespans(id, "{'" + ACCESS + "':'2h'}").is(200);
    own("GET", id, null, made.text("registration_access_token")).is(200);
  }

  @Test
  void theSecretIsKeptAndNotShown() {
    String id = withSecret("the old one");
    assertThat(lifespans(id, "{}").is(200).has("client_secret")).isFalse();
    assertAccepted(id, true, "the old one");
  }

  @Test
  @Since(value = ROTATION, before = "secrets are not rotated")
  void rotatedSecretsAreKept() {
    String id = withSecret("the old one");
    String rotated = rotate(id).text("client_secret");
    lifespans(id, "{}").is(200);
    assertAccepted(id, true, "the old one", rotated);
  }

  @Test
  void lifespansCanBeSetByReplace() {
    String id = madeId("{'" + ACCESS + "':'1m'}");
    assertThat(read(id).text(ACCESS)).isEqualTo("1m0s");
    put(id, "{'" + ACCESS + "':'2m'}").is(200);
    assertThat(read(id).text(ACCESS)).isEqualTo("2m0s");
    patch(id, "[{'op':'add','path':'/" + ACCESS + "','value':'3m'}]").is(200);
    assertThat(read(id).text(ACCESS)).isEqualTo("3m0s");
  }

  @ParameterizedTest(name = "a lifespan of {0} makes tokens of {1} s", quoteTextArguments = false)
  @CsvSource({"10m, 599", "500ms, 0", "-1h, -3600", "2562047h47m16.854775807s, 9223372036"})
  void effect(String lifespan, long seconds) {
    String id = withSecret("the old one");
    lifespans(id, "{'" + ACCESS + "':'" + lifespan + "'}").is(200);
    // What is left of the lifespan by then, in whole seconds.
    assertThat(token(id, "the old one").is(200).get("expires_in").getAsLong())
        .isBetween(seconds - 1, seconds);
  }

  @Test
  void missingLifespanMeansTheServersSetting() {
    String id = withSecret("the old one");
    long usual = token(id, "the old one").get("expires_in").getAsLong();
    lifespans(id, "{'" + ACCESS + "':'7m'}").is(200);
    assertThat(token(id, "the old one").get("expires_in").getAsLong()).isBetween(417L, 420L);
    lifespans(id, "{}").is(200);
    assertThat(token(id, "the old one").get("expires_in").getAsLong())
        .isBetween(usual - 1, usual + 1);
  }
}
