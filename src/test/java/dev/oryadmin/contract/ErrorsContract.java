package dev.oryadmin.contract;

import static dev.oryadmin.contract.Generation.ROTATION;
import static dev.oryadmin.contract.Generation.V2_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oryadmin.BadRequestException;
import dev.oryadmin.NotFoundException;
import dev.oryadmin.model.OAuth2Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that can't be read, clients that are not there, and the words for both. */
abstract class ErrorsContract extends Rules {
  @ParameterizedTest(name = "a body of {0} can''t be read", quoteTextArguments = false)
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      emptyValue = "nothing",
      value = {
        "\"\" | EOF",
        "{ | unexpected EOF",
        "[] | json: cannot unmarshal array into Go value of type client.Client",
        "5 | json: cannot unmarshal number into Go value of type client.Client",
        "not json | invalid character 'o' in literal null (expecting 'u')",
      })
  @Since(value = V2_2, before = "a POST of it is answered by status 500")
  void unreadable(String body, String reason) {
    String sent = body.equals("nothing") ? "" : body;
    post(sent).isUndecodable(reason);
    server().admin("PUT", UNKNOWN, sent).isUndecodable(reason);
  }

  @ParameterizedTest(
      name = "a property of another type is refused: {0}",
      quoteTextArguments = false)
  @ValueSource(
      strings = {
        "{'redirect_uris':'x'}",
        "{'redirect_uris':[1]}",
        "{'client_name':5}",
        "{'client_secret_expires_at':'0'}",
        "{'skip_consent':'true'}",
      })
  @Since(value = V2_2, before = "a POST of it is answered by status 500")
  void wrongType(String body) {
    for (ServerAnswer answer :
        new ServerAnswer[] {post(body), server().admin("PUT", UNKNOWN, body)}) {
      assertThat(answer.is(400).text("error_description"))
          .startsWith("Unable to decode the request body: json: cannot unmarshal ");
    }
  }

  @ParameterizedTest(name = "the lifespan {0} is refused", quoteTextArguments = false)
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "'1d' | time: unknown unit 'd' in duration '1d'",
        "'3600' | time: missing unit in duration '3600'",
        "'' | time: invalid duration ''",
        "'1H' | time: unknown unit 'H' in duration '1H'",
        "'PT1H' | time: invalid duration 'PT1H'",
        "' 1h' | time: invalid duration ' 1h'",
      })
  void badLifespan(String value, String reason) {
    String body = "{'implicit_grant_id_token_lifespan':" + value + "}";
    String id = madeId("{}");
    put(id, body).isUndecodable(reason);
    lifespans(id, body).isUndecodable(reason);
  }

  @Test
  void lifespanMustNotBeANumber() {
    String id = madeId("{}");
    String body = "{'implicit_grant_id_token_lifespan':3600}";
    assertThat(put(id, body).is(400).text("error_description"))
        .contains("json: cannot unmarshal number into Go struct field Client.Lifespans.")
        .endsWith("implicit_grant_id_token_lifespan of type string");
    assertThat(lifespans(id, body).is(400).text("error_description"))
        .contains("json: cannot unmarshal number into Go struct field Lifespans.")
        .endsWith("implicit_grant_id_token_lifespan of type string");
  }

  @Test
  @Since(value = V2_2, before = "a POST of it is answered by status 500")
  void aByteOrderMarkIsRefused() {
    post("\ufeff{}").is(400);
  }

  @ParameterizedTest(name = "the key {0} can''t be read", quoteTextArguments = false)
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "{'kty':'XX'} | go-jose/go-jose: unknown json web key type 'XX'",
        "{'kty':'RSA'} | go-jose/go-jose: invalid RSA key, missing n/e values",
      })
  @Since(value = V2_2, before = "a POST of it is answered by status 500")
  void badKey(String key, String reason) {
    assertThat(post("{'jwks':{'keys':[" + key + "]}}").is(400).text("error_description"))
        .endsWith(reason.substring(reason.indexOf(':')));
  }

  @ParameterizedTest(name = "{0} {1} of an unknown client", quoteTextArguments = false)
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "GET | \"\" |",
        "PUT | \"\" | {}",
        "PATCH | \"\" | []",
        "DELETE | \"\" |",
        "PUT | /lifespans | {}",
      })
  void unknown(String method, String below, String body) {
    server().admin(method, UNKNOWN + below, body).isUnknownClient();
  }

  @Test
  @Since(value = ROTATION, before = "secrets are not rotated")
  void rotationOfAnUnknownClient() {
    server().admin("POST", UNKNOWN + "/secrets/rotate", "").isUnknownClient();
    server().admin("DELETE", UNKNOWN + "/secrets/rotate", null).isUnknownClient();
  }

  @Test
  void patchAndLifespansCheckTheClientBeforeTheBody() {
    server().admin("PATCH", UNKNOWN, "not json").isUnknownClient();
    server().admin("PUT", UNKNOWN + "/lifespans", "not json").isUnknownClient();
  }

  @Test
  void replaceChecksTheBodyBeforeTheClient() {
    server().admin("PUT", UNKNOWN, "{").is(400);
    server().admin("PUT", UNKNOWN, "{'userinfo_signed_response_alg':'no'}").is(400);
    server().admin("PUT", UNKNOWN, "{}").isUnknownClient();
  }

  @Test
  void secondDeletionIsNotFound() {
    String id = madeId("{}");
    ServerAnswer deleted = server().admin("DELETE", path(id), null).is(204);
    assertThat(deleted.body()).isEmpty();
    assertThat(deleted.header("Content-Type")).isEmpty();
    server().admin("DELETE", path(id), null).isUnknownClient();
  }

  @Test
  void oneOfManyConcurrentDeletionsSucceeds() throws Exception {
    String id = madeId("{}");
    assertThat(inParallel(8, () -> server().admin("DELETE", path(id), null).status()))
        .containsOnly(204, 404)
        .containsOnlyOnce(204);
  }

  @Test
  void sdkThrowsTypedErrors() {
    assertThatThrownBy(() -> ory().clients().get("nobody-has-this-id"))
        .isInstanceOfSatisfying(
            NotFoundException.class, e -> assertThat(e.resourceMissing()).isTrue());
    assertThat(ory().clients().find("nobody-has-this-id")).isEmpty();
    assertThatThrownBy(
            () ->
                ory()
                    .clients()
                    .create(OAuth2Client.builder().redirectUris("https://a.example/#f").build()))
        .isInstanceOfSatisfying(
            BadRequestException.class,
            e -> assertThat(e.error().name()).isEqualTo("invalid_redirect_uri"));
  }

  @Test
  void doubleQuotesInDescriptionsBecomeSingle() {
    assertThat(
            server().create("{'allowed_cors_origins':['https://[::1']}").text("error_description"))
        .contains("parse 'https://[::1'")
        .doesNotContain("\"");
  }

  @Test
  void anErrorEndsInANewline() {
    assertThat(server().admin("GET", UNKNOWN, null).body()).endsWith("}\n");
  }
}
