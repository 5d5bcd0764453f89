package dev.oryadmin.contract;

import static dev.oryadmin.contract.Generation.V25_4;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonNull;
import dev.oryadmin.model.JsonWebKeySet;
import dev.oryadmin.model.OAuth2Client;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How times, durations, keys, texts and free JSON are written. */
abstract class FormatsContract extends Rules {
  private static final String EC =
      "'kty':'EC','crv':'P-256','x':'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',"
          + "'y':'4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM'";

  @Test
  void timesAreOfRfc3339() {
    ServerAnswer made = made("{}");
    assertThat(made.text("created_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(made.text("updated_at"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?(Z|[+-]\\d\\d:\\d\\d)");
  }

  @Test
  void createdAtIsRoundedToTheNearestSecond() {
    OAuth2Client made = OAuth2Client.fromJson(made("{}").body());
    Duration apart =
        Duration.between(
            Objects.requireNonNull(made.createdAt()), Objects.requireNonNull(made.updatedAt()));
    // Half a second at most, and what it took to hash the secret.
    assertThat(apart).isBetween(Duration.ofMillis(-501), Duration.ofSeconds(3));
  }

  @Test
  void everyWriteSetsUpdatedAt() {
    ServerAnswer made = made("{}");
    String id = made.text("client_id");
    String first = made.text("updated_at");
    String second = put(id, "{}").text("updated_at");
    assertThat(second).isNotEqualTo(first);
    assertThat(lifespans(id, "{}").text("updated_at")).isNotEqualTo(second);
  }

  @ParameterizedTest(name = "the duration {0} is written {1}", quoteTextArguments = false)
  @CsvSource({
    "1h, 1h0m0s",
    "1h30m, 1h30m0s",
    "1.5h, 1h30m0s",
    ".5h, 30m0s",
    "+1h, 1h0m0s",
    "-1h, -1h0m0s",
    "0, 0s",
    "100ms, 100ms",
    "1500ms, 1.5s",
    "90s, 1m30s",
    "1us, 1\u00b5s",
    "1\u00b5s, 1\u00b5s",
    "1\u03bcs, 1\u00b5s",
    "1ns, 1ns",
    "31h, 31h0m0s",
    "2562047h47m16.854775807s, 2562047h47m16.854775807s"
  })
  void durations(String sent, String written) {
    ServerAnswer made = made("{'implicit_grant_id_token_lifespan':'" + sent + "'}");
    assertThat(made.text("implicit_grant_id_token_lifespan")).isEqualTo(written);
    assertThat(read(made.text("client_id")).text("implicit_grant_id_token_lifespan"))
        .isEqualTo(written);
  }

  @ParameterizedTest(name = "metadata can be {0}", quoteTextArguments = false)
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "[1,{'a':[null]}]",
        "'text'",
        "true",
        "5",
        "1.10",
        "1E5",
        "-0",
        "1e400",
        "12345678901234567890",
        "{'b':1,'a':2,'b2':{'c':null}}",
        "'\\ud800'"
      })
  void metadata(String json) {
    String id = madeId("{'metadata':1}");
    // Not through a parser, which would not leave numbers alone.
    put(id, "{'metadata':" + json + "}").is(200);
    assertThat(read(id).body()).contains("\"metadata\":" + Server.quoted(json) + ",");
  }

  @Test
  void nullMetadataStaysNull() {
    String id = madeId("{'metadata':null}");
    assertThat(read(id).get("metadata")).isEqualTo(JsonNull.INSTANCE);
    patch(id, "[{'op':'replace','path':'/client_name','value':'x'}]").is(200);
    assertThat(read(id).get("metadata")).isEqualTo(JsonNull.INSTANCE);
  }

  @Test
  void metadataIsCompacted() {
    String id = madeId("{}");
    put(id, "{'metadata' : { 'a' : [ 1 , 2 ] } }").is(200);
    assertThat(read(id).body()).contains(Server.quoted("'metadata':{'a':[1,2]}"));
  }

  @Test
  void charactersOfHtmlAreEscaped() {
    ServerAnswer made = made("{'client_name':'<a> & b\u2028','metadata':'<a> & b'}");
    assertThat(made.body())
        .contains("\"client_name\":\"\\u003ca\\u003e \\u0026 b\\u2028\"")
        .contains("\"metadata\":\"\\u003ca\\u003e \\u0026 b\"");
  }

  @Test
  void otherCharactersAreNotEscaped() {
    ServerAnswer made = made("{'client_name':'\u00e4\u20ac\ud83d\ude00'}");
    assertThat(made.body()).contains("\"client_name\":\"\u00e4\u20ac\ud83d\ude00\"");
    assertThat(ory().clients().get(made.text("client_id")).clientName())
        .isEqualTo("\u00e4\u20ac\ud83d\ude00");
  }

  @Test
  void textsCanHoldControlCharacters() {
    String id = post("{'client_name':'a\\n\\t\\u0001'}").is(201).text("client_id");
    assertThat(read(id).text("client_name")).isEqualTo("a\n\t\u0001");
  }

  @Test
  void aLoneSurrogateBecomesTheReplacementCharacter() {
    assertThat(post("{'client_name':'\\ud800'}").is(201).text("client_name")).isEqualTo("\ufffd");
  }

  @ParameterizedTest(name = "the key set {0} stays as it is", quoteTextArguments = false)
  @ValueSource(strings = {"{'keys':[]}", "{'keys':null}"})
  void emptyKeySets(String keys) {
    String id = madeId("{'jwks':" + keys + "}");
    assertThat(read(id).get("jwks")).isEqualTo(json(keys));
  }

  @Test
  void noKeysAreAnEmptyObject() {
    assertThat(read(madeId("{'jwks':null}")).get("jwks")).isEqualTo(json("{}"));
    assertThat(ory().clients().get(madeId("{}")).get(OAuth2Client.JWKS))
        .isEqualTo(JsonWebKeySet.builder().build());
  }

  @Test
  void aKeyNeedsNeitherUseNorAlgorithmNorId() {
    String id = madeId("{'jwks':{'keys':[{" + EC + "},{" + EC + "}]}}");
    assertThat(read(id).get("jwks")).isEqualTo(json("{'keys':[{" + EC + "},{" + EC + "}]}"));
  }

  @Test
  void unknownMembersOfAKeyAreDropped() {
    String id = madeId("{'jwks':{'keys':[{" + EC + ",'key_ops':['verify'],'ext':true}]}}");
    assertThat(read(id).get("jwks")).isEqualTo(json("{'keys':[{" + EC + "}]}"));
  }

  @Test
  void privateMembersOfAKeyAreShownToEveryReader() {
    String d = ",'d':'870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE'";
    String id = madeId("{'jwks':{'keys':[{" + EC + d + "}]}}");
    assertThat(read(id).get("jwks")).isEqualTo(json("{'keys':[{" + EC + d + "}]}"));
  }

  @Test
  @Since(value = V25_4, before = "not tested")
  void edwardsKeysAreAccepted() {
    made(
        "{'jwks':{'keys':[{'kty':'OKP','crv':'Ed25519',"
            + "'x':'11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'}]}}");
  }
}
