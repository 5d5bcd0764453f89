package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.model.OAuth2Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves the server of a client's keys. */
class PublicKeysTest {
  private static OAuth2Client withKeys(String jwks) {
    return OAuth2Client.fromJson("{\"client_id\":\"a\",\"jwks\":" + jwks + ",\"scope\":\"b\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"keys\":[]}", "{\"keys\":[{\"kid\":\"1\",\"mine\":2}]}"})
  void publicKeysStayAsTheyAre(String jwks) {
    OAuth2Client client = withKeys(jwks);

    assertThat(PublicKeys.of(client)).isSameAs(client);
  }

  @Test
  void privateMembersAreLeftOut() {
    OAuth2Client client =
        withKeys(
            "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"1\",\"d\":\"2\",\"p\":\"3\",\"oth\":[4],\"mine\":5},"
                + "{\"kty\":\"oct\",\"k\":\"6\"},{\"kid\":\"7\"}],\"more\":8}");

    assertThat(PublicKeys.of(client).toJson())
        .isEqualTo(
            withKeys(
                    "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"1\",\"mine\":5},{\"kty\":\"oct\"},"
                        + "{\"kid\":\"7\"}],\"more\":8}")
                .toJson());
  }

  @Test
  void keysThatCanNotBeReadAreLeftOut() {
    assertThat(PublicKeys.of(withKeys("[7]")).toJson())
        .isEqualTo("{\"client_id\":\"a\",\"scope\":\"b\"}");
  }
}
