package dev.oryadmin.model;

import static dev.oryadmin.model.OAuth2Client.CLIENT_NAME;
import static dev.oryadmin.model.OAuth2Client.CLIENT_SECRET;
import static dev.oryadmin.model.OAuth2Client.REDIRECT_URIS;
import static dev.oryadmin.model.PropertyCase.MARKER;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonElement;
import dev.oryadmin.ApiClient;
import dev.oryadmin.DecodeException;
import dev.oryadmin.Model;
import dev.oryadmin.Property;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A value of a wrong type fails whoever asks for it, and nobody else. */
class WrongTypeTest {
  static Stream<PropertyCase<?, ?>> properties() {
    return PropertyCase.all();
  }

  @ParameterizedTest
  @MethodSource("properties")
  <M extends Model<M>, T> void wrongTypeFailsOnlyItsAccessor(PropertyCase<M, T> of) {
    assertThat(of.wrong().isEmpty())
        .isEqualTo(of.property().type().javaType() == JsonElement.class);
    for (String text : of.wrong()) {
      M model = of.parse(text);
      DecodeException failure =
          catchThrowableOfType(DecodeException.class, () -> model.get(of.property()));
      assertThat(failure.path()).startsWith("$." + of.property().name());
      assertThat(failure)
          .hasMessageStartingWith(of.model().name() + " " + failure.path() + ": expected a")
          .hasMessageContaining(" but was ")
          .hasNoCause();
      assertThat(failure.toString()).doesNotContain(MARKER).doesNotContain("\n");
      assertThatThrownBy(() -> model.require(of.property())).hasMessage(failure.getMessage());
      assertThatThrownBy(() -> of.access(model)).rootCause().hasMessage(failure.getMessage());
    }
  }

  @ParameterizedTest
  @MethodSource("properties")
  <M extends Model<M>, T> void wrongTypeIsWrittenBackAndComparedUnchanged(PropertyCase<M, T> of) {
    for (String text : of.wrong()) {
      M model = of.parse(text);
      assertThat(model.has(of.property())).isTrue();
      assertThat(model.toJson()).isEqualTo(of.object(text));
      assertThat(model).isEqualTo(of.parse(text)).hasSameHashCodeAs(of.parse(text));
      if (text.matches("[{\\[].*|true")) { // a text that is no time is printed like one that is
        boolean masked = of.property().is(Property.Trait.SENSITIVE);
        String shown = masked ? "***" : "(malformed)";
        assertThat(model)
            .hasToString(of.model().name() + "{" + of.property().name() + "=" + shown + "}");
      }
      for (var other : of.model().properties()) {
        if (other != of.property()) {
          assertThat(model.has(other)).isFalse();
          model.get(other);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"client_name":5}                     | client_name           | $.client_name              | a string but was a number
          {"client_name":{"a":1}}               | client_name           | $.client_name              | a string but was an object
          {"client_secret":12345}               | client_secret         | $.client_secret            | a string but was a number
          {"skip_consent":"true"}               | skip_consent          | $.skip_consent             | a boolean but was a string
          {"client_secret_expires_at":"0"}      | client_secret_expires_at | $.client_secret_expires_at | a whole number of 64 bits but was a string
          {"client_secret_expires_at":1.5}      | client_secret_expires_at | $.client_secret_expires_at | a whole number of 64 bits but was another number
          {"client_secret_expires_at":9223372036854775808} | client_secret_expires_at | $.client_secret_expires_at | a whole number of 64 bits but was another number
          {"client_secret_expires_at":1e999999999} | client_secret_expires_at | $.client_secret_expires_at | a whole number of 64 bits but was another number
          {"redirect_uris":"https://a"}         | redirect_uris         | $.redirect_uris            | an array but was a string
          {"redirect_uris":["a",{"b":[]},5]}    | redirect_uris         | $.redirect_uris[1]         | a string but was an object
          {"redirect_uris":["a","b",null]}      | redirect_uris         | $.redirect_uris[2]         | a string but was null
          {"grant_types":[["a"]]}               | grant_types           | $.grant_types[0]           | a string but was an array
          {"jwks":[]}                           | jwks                  | $.jwks                     | an object but was an array
          {"created_at":0}                      | created_at            | $.created_at               | an RFC 3339 date-time but was a number
          {"created_at":"yesterday"}            | created_at            | $.created_at               | an RFC 3339 date-time but was another string
          {"implicit_grant_id_token_lifespan":"1d"} | implicit_grant_id_token_lifespan | $.implicit_grant_id_token_lifespan | a Go duration such as 1h30m but was another string
          """)
  void messageNamesThePlaceAndTheProblem(String json, String name, String path, String expected) {
    OAuth2Client client = OAuth2Client.fromJson(json);
    DecodeException failure =
        catchThrowableOfType(DecodeException.class, () -> client.get(property(name)));
    assertThat(failure.path()).isEqualTo(path);
    assertThat(failure).hasMessage("OAuth2Client " + path + ": expected " + expected);
    assertThat(client.toJson()).isEqualTo(json);
  }

  private static Property<OAuth2Client, ?> property(String name) {
    return requireNonNull(OAuth2Client.TYPE.find(name));
  }

  @Test
  void wrongTypeInsideAKeyFailsOnlyThatKey() {
    OAuth2Client client =
        OAuth2Client.fromJson("{\"jwks\":{\"keys\":[{\"kty\":\"RSA\",\"x5c\":[\"a\",7]}]}}");
    JsonWebKey key = client.require(OAuth2Client.JWKS).keys().get(0);
    assertThat(key.kty()).isEqualTo("RSA");
    assertThatThrownBy(key::x5c)
        .hasMessage("JsonWebKey $.x5c[1]: expected a string but was a number");
  }

  @Test
  void itemsBeforeAWrongItemAreKept() {
    String json = "{\"redirect_uris\":[\"\\u0000\\ud83d\",\"b\",1e400,[null],{\"a\":-0}]}";
    assertThat(OAuth2Client.fromJson(json).toJson()).isEqualTo(json);
    String keys = "{\"keys\":[{\"e\":5,\"kty\":\"RSA\",\"new\":1.0},true]}";
    assertThat(JsonWebKeySet.fromJson(keys).toJson()).isEqualTo(keys);
  }

  @Test
  void oneBadClientDoesNotFailItsPage() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(
          new MockResponse.Builder()
              .body(
                  "[{\"client_id\":\"a\"},"
                      + "{\"client_id\":\"b\",\"client_name\":[],\"client_secret\":7,\"redirect_uris\":{}},"
                      + "{\"client_id\":\"c\",\"client_name\":\"C\"}]")
              .build());
      try (ApiClient ory = ApiClient.builder().adminUrl(server.url("/").toString()).build()) {
        List<OAuth2Client> clients = ory.clients().list().stream().toList();
        assertThat(clients).extracting(OAuth2Client::clientId).containsExactly("a", "b", "c");
        assertThat(clients.get(2).clientName()).isEqualTo("C");
        for (var bad : List.of(CLIENT_NAME, CLIENT_SECRET, REDIRECT_URIS)) {
          assertThatThrownBy(() -> clients.get(1).get(bad)).isInstanceOf(DecodeException.class);
        }
      }
    }
  }
}
