package dev.oryadmin.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is masked in JSON and in text. */
class RedactionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "client_secret", "clientSecret", "SECRET", "registration_access_token", "token",
        "access-token", "password", "db_password", "Authorization", "Proxy-Authorization",
        "Cookie", "Set-Cookie", "api_key", "x-api-key", "private_key"
      })
  void namesOfSecrets(String name) {
    assertThat(Redaction.isSecret(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client_id",
        "client_secret_expires_at",
        "token_endpoint_auth_method",
        "secretary",
        "access_token_strategy",
        "key",
        "kid",
        "",
        "cookies",
        "passwords"
      })
  void namesOfOtherThings(String name) {
    assertThat(Redaction.isSecret(name)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":1}                                     | {"a":1}
          {"client_secret":"s"}                       | {"client_secret":"***"}
          {"client_secret":null}                      | {"client_secret":null}
          {"client_secret":{"a":"s"}}                 | {"client_secret":"***"}
          {"client_secret":7}                         | {"client_secret":"***"}
          [{"a":[{"token":"s","b":1.10}]}]            | [{"a":[{"token":"***","b":1.10}]}]
          {"kty":"EC","d":"s","x":"p"}                | {"kty":"EC","d":"***","x":"p"}
          {"kty":"RSA","p":"s","q":"s","dp":"s","dq":"s","qi":"s","oth":[1],"k":"s"} | {"kty":"RSA","p":"***","q":"***","dp":"***","dq":"***","qi":"***","oth":"***","k":"***"}
          {"d":"no key","p":"q"}                      | {"d":"no key","p":"q"}
          {"op":"replace","path":"/client_secret","value":"s"} | {"op":"replace","path":"/client_secret","value":"***"}
          {"op":"replace","path":"/owner","value":"o"}| {"op":"replace","path":"/owner","value":"o"}
          {"path":"/client_secret","value":"v"}       | {"path":"/client_secret","value":"v"}
          {"op":"add","value":"v"}                    | {"op":"add","value":"v"}
          {"op":"add","path":{},"value":"v"}          | {"op":"add","path":{},"value":"v"}
          "text"                                      | "text"
          null                                        | null
          """)
  void secretsInATree(String json, String masked) {
    assertThat(Redaction.mask(JsonParser.parseString(json))).hasToString(masked);
    assertThat(Redaction.maskJson(json, List.of())).isEqualTo(masked);
  }

  @Test
  void givenSecretsAreMaskedWhereverTheyStand() {
    assertThat(
            Redaction.maskJson(
                "{\"k-s3\":[\"a s3 b\",{\"x\":\"s3\"}],\"y\":3}", List.of("s3", "", "3")))
        .isEqualTo("{\"k-***\":[\"a *** b\",{\"x\":\"***\"}],\"y\":3}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "{", "{} x", "{\"a\":", "[1,", "{'a':1}", "nul", "[NaN]"})
  void textThatIsNotJsonIsNotMaskedAsJson(String text) {
    assertThat(Redaction.maskJson(text, List.of())).isNull();
  }

  @Test
  void nullStaysNull() {
    assertThat(Redaction.maskJson("", List.of())).isEmpty();
    assertThat(Redaction.maskJson(" \n", List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"client_secret":"s                | {"client_secret":"***
          {"client_secret":"s\\"s             | {"client_secret":"***
          {"client_secret":"s\\"s","a":"b     | {"client_secret":"***","a":"b
          {"client_secret" : "s","a"         | {"client_secret" : "***","a"
          {"client_secret":"s\\\\","a"         | {"client_secret":"***","a"
          {"client_secret":"s\\              | {"client_secret":"***
          "a":"client_secret","b":"c"        | "a":"client_secret","b":"c"
          "x":"token":"s"                    | "x":"token":"***"
          "token":""                         | "token":"***"
          "token":"a" "password":"b"         | "token":"***" "password":"***"
          {"kty":"EC","d":"s","x":"p         | {"kty":"EC","d":"***","x":"p
          {"ktx":"EC","d":"s","x":"p         | {"ktx":"EC","d":"s","x":"p
          client_secret=s                    | client_secret=s
          plain                              | plain
          """)
  void secretsAreMaskedInTruncatedJson(String text, String masked) {
    assertThat(Redaction.maskText(text, List.of())).isEqualTo(masked);
  }

  /** Each quotation adds backslashes: the value ends at the quote that has as many as its name. */
  @ParameterizedTest
  @ValueSource(strings = {"plain", "quo\"te", "ends with \\", "\\", "\"", "both \\\"", "\\\\"})
  void secretsAreMaskedInJsonThatIsQuotedInJson(String secret) {
    for (int depth = 0; depth < 4; depth++) {
      assertThat(Redaction.maskText(quoted(secret, depth), List.of()))
          .as("quoted %d times", depth)
          .isEqualTo(quoted("***", depth));
    }
  }

  private static String quoted(String secret, int depth) {
    JsonObject client = new JsonObject();
    client.addProperty("client_secret", secret);
    client.addProperty("client_name", "n");
    String text = client.toString();
    for (int i = 0; i < depth; i++) {
      text = new JsonPrimitive("cannot read " + text).toString();
    }
    return text;
  }

  @Test
  void givenSecretIsMaskedInItsJsonForm() {
    assertThat(Redaction.maskText("a\"b and a\\\"b and a'b", List.of("a\"b")))
        .isEqualTo("*** and *** and a'b");
    assertThat(Redaction.maskText("text", List.of(""))).isEqualTo("text");
  }

  @Test
  void secretsOfARequestAreFoundByTheirNames() {
    assertThat(
            Redaction.secretsIn(
                "{\"client_secret\":\"a\",\"x\":[{\"kty\":\"EC\",\"d\":\"b\"}],"
                    + "\"password\":{\"y\":[\"c\",7,null]},\"z\":\"d\"}"))
        .containsExactly("a", "b", "c");
    assertThat(Redaction.secretsIn("<html>")).isEmpty();
    assertThat(Redaction.secretsIn("")).isEmpty();
    assertThat(
            Redaction.secretsIn("[{\"op\":\"add\",\"path\":\"/client_secret\",\"value\":\"p\"}]"))
        .containsExactly("p");
    assertThat(Redaction.secretsIn("{\"session\":{\"a\":\"123\",\"b\":\"1234\"}}"))
        .as("without short claims, which would mask half of a message")
        .containsExactly("1234");
  }

  static Stream<String> hostile() {
    return Stream.of(
            "\"", "\\", "\"a", "\"token\":\"", "\"a\":\"", "\"token\":\"\\", "{", "\" ", ":")
        .flatMap(
            part -> Stream.of(part.repeat(60_000), "\"client_secret\":\"" + part.repeat(60_000)));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileTextTakesLinearTime(String text) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> assertThat(Redaction.maskText(text, List.of("zzz"))).isNotNull());
  }

  @Test
  void secretThatStartsLikeAnotherIsMaskedCompletely() {
    List<String> secrets = List.of("hunter2", "hunter2-prod");
    assertThat(Redaction.maskText("not hunter2-prod", secrets)).isEqualTo("not ***");
    assertThat(Redaction.maskJson("[\"hunter2-prod\"]", secrets)).isEqualTo("[\"***\"]");
  }
}
