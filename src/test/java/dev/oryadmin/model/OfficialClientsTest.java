package dev.oryadmin.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.reflect.TypeToken;
import dev.oryadmin.DecodeException;
import dev.oryadmin.Secret;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Known defects of the official Java clients beside what we do with the same input: {@code
 * sh.ory.hydra:hydra-client:2.0.2} and {@code sh.ory.kratos:kratos-client:25.4.0}.
 */
class OfficialClientsTest {
  /** What is wrong, what shows it in theirs, and what ours does instead. */
  record Defect(String name, ThrowingCallable theirs, ThrowingCallable ours) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Defect> defects() {
    return Stream.of(
        new Defect(
            "a null lifespan makes the whole answer unreadable (hydra-client-java#17)",
            () -> failsInHydra("{\"implicit_grant_id_token_lifespan\":null}", "but got `null`"),
            () -> survives("{\"implicit_grant_id_token_lifespan\":null}")),
        new Defect(
            "a null array makes the whole answer unreadable (hydra-client-java#19)",
            () -> failsInHydra("{\"grant_types\":null}", "to be an array"),
            () -> survives("{\"grant_types\":null}")),
        new Defect(
            "an unknown property makes the whole answer unreadable",
            () -> failsInHydra("{\"brand_new\":1}", "not defined"),
            () -> survives("{\"brand_new\":1}")),
        new Defect(
            "an unknown null can't be written again (openapi-generator#24393)",
            () ->
                assertThatThrownBy(() -> kratos("{\"brand_new\":null}"))
                    .hasMessageContaining("Not a JSON Object: null"),
            () -> survives("{\"brand_new\":null}")),
        new Defect(
            "an explicit null is lost",
            () -> assertThat(kratos("{\"owner\":null}")).doesNotContain("owner"),
            () -> survives("{\"owner\":null}")),
        new Defect(
            "an absent list becomes an empty one",
            () -> assertThat(kratos("{}")).contains("\"redirect_uris\":[]"),
            () -> survives("{}")),
        new Defect(
            "the member `keys: null` makes a key set unreadable",
            () ->
                assertThatThrownBy(
                        () ->
                            sh.ory.hydra.JSON.<Object>deserialize(
                                "{\"keys\":null}", sh.ory.hydra.model.JsonWebKeySet.class))
                    .isInstanceOf(ClassCastException.class),
            () -> {
              survives("{\"jwks\":{\"keys\":null}}");
              survives("{\"jwks\":{\"keys\":[]}}");
              survives("{\"jwks\":{}}"); // not turned into an empty list, which Hydra refuses
            }),
        new Defect(
            "a key without `alg` makes a key set unreadable",
            () ->
                assertThatThrownBy(
                        () ->
                            sh.ory.hydra.JSON.<Object>deserialize(
                                "{\"keys\":[{\"kty\":\"RSA\"}]}",
                                sh.ory.hydra.model.JsonWebKeySet.class))
                    .hasMessageContaining("required field"),
            () -> survives("{\"jwks\":{\"keys\":[{\"kty\":\"RSA\"}]}}")),
        new Defect(
            "big numbers lose digits, whole ones gain a fraction",
            () ->
                assertThat(kratos("{\"metadata\":{\"a\":12345678901234567890,\"b\":1}}"))
                    .contains("{\"a\":1.2345678901234567E19,\"b\":1.0}"),
            () -> survives("{\"metadata\":{\"a\":12345678901234567890,\"b\":1}}")),
        new Defect(
            "the text of a time changes",
            () ->
                assertThat(kratos("{\"created_at\":\"2026-07-24T17:02:16.100000Z\"}"))
                    .contains("\"2026-07-24T17:02:16.1Z\""),
            () -> survives("{\"created_at\":\"2026-07-24T17:02:16.100000Z\"}")),
        new Defect(
            "defaults are sent that nobody set",
            () ->
                assertThat(
                        sh.ory.kratos.JSON.serialize(
                            new sh.ory.kratos.model.OAuth2Client().clientName("a")))
                    .contains("\"redirect_uris\":[]", "\"grant_types\":[]"),
            () ->
                assertThat(OAuth2Client.builder().clientName("a").build().toJson())
                    .isEqualTo("{\"client_name\":\"a\"}")),
        new Defect(
            "an explicit null can't be sent",
            () ->
                assertThat(
                        sh.ory.hydra.JSON.serialize(
                            new sh.ory.hydra.model.OAuth2Client().clientName("a").owner(null)))
                    .isEqualTo("{\"client_name\":\"a\"}"),
            () ->
                assertThat(OAuth2Client.builder().clientName("a").owner(null).build().toJson())
                    .isEqualTo("{\"client_name\":\"a\",\"owner\":null}")),
        new Defect(
            "a null list is read as null, not as empty",
            () ->
                assertThat(
                        sh.ory
                            .kratos
                            .JSON
                            .<sh.ory.kratos.model.OAuth2Client>deserialize(
                                "{\"grant_types\":null}", sh.ory.kratos.model.OAuth2Client.class)
                            .getGrantTypes())
                    .isNull(),
            () ->
                assertThat(OAuth2Client.fromJson("{\"grant_types\":null}").grantTypes()).isEmpty()),
        new Defect(
            "the text of `toString()` shows secrets",
            () -> {
              String printed =
                  new sh.ory.hydra.model.OAuth2Client().clientSecret("s3cr3t").toString();
              assertThat(printed).contains("s3cr3t");
              assertThat(new sh.ory.kratos.model.OAuth2Client().clientSecret("s3cr3t").toString())
                  .contains("s3cr3t");
            },
            () ->
                assertThat(OAuth2Client.builder().clientSecret("s3cr3t").build())
                    .hasToString("OAuth2Client{client_secret=" + Secret.MASK + "}")),
        new Defect(
            "if a secret has the wrong type, the exception's message shows it",
            () -> {
              failsInHydra("{\"client_secret\":[\"s3cr3t\"]}", "s3cr3t");
              assertThatThrownBy(() -> kratos("{\"client_secret\":[\"s3cr3t\"]}"))
                  .hasMessageContaining("s3cr3t");
            },
            () -> {
              OAuth2Client client = OAuth2Client.fromJson("{\"client_secret\":[\"s3cr3t\"]}");
              assertThatThrownBy(client::clientSecret)
                  .isInstanceOf(DecodeException.class)
                  .hasMessage("OAuth2Client $.client_secret: expected a string but was an array");
            }),
        new Defect(
            "one bad client makes its whole page unreadable",
            () ->
                assertThatThrownBy(
                        () ->
                            sh.ory.hydra.JSON.<Object>deserialize(
                                "[{\"client_id\":\"a\"},{\"client_name\":[]}]",
                                new TypeToken<
                                    List<sh.ory.hydra.model.OAuth2Client>>() {}.getType()))
                    .hasMessageContaining("client_name"),
            () -> survives("{\"client_name\":[]}"))); // in a page: see WrongTypeTest
  }

  @BeforeAll
  static void loadTheirs() {
    // Their static methods work once there has been an instance.
    Object unused = new sh.ory.hydra.JSON();
    unused = new sh.ory.kratos.JSON();
  }

  @ParameterizedTest
  @MethodSource("defects")
  void officialClientsFailWhereThisSdkWorks(Defect defect) throws Throwable {
    defect.theirs().call();
    defect.ours().call();
  }

  private static void failsInHydra(String json, String message) {
    assertThatThrownBy(
            () ->
                sh.ory.hydra.JSON.<Object>deserialize(json, sh.ory.hydra.model.OAuth2Client.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  /** What kratos-client writes after it has read a client. */
  private static String kratos(String json) {
    Object client = sh.ory.kratos.JSON.deserialize(json, sh.ory.kratos.model.OAuth2Client.class);
    return sh.ory.kratos.JSON.serialize(requireNonNull(client));
  }

  private static void survives(String json) {
    assertThat(OAuth2Client.fromJson(json).toJson()).isEqualTo(json);
  }
}
