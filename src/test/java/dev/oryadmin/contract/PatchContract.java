package dev.oryadmin.contract;

import static dev.oryadmin.contract.Generation.ROTATION;
import static dev.oryadmin.contract.Generation.V25_4;
import static dev.oryadmin.contract.Generation.V2_2;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.oryadmin.model.OAuth2Client;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a JSON Patch can do to a client, and what it does besides. */
abstract class PatchContract extends Rules {
  private static final String CLIENT =
      "{'client_name':'n','contacts':['a','b','c'],'metadata':{'x':{'y':1},'a/b':2,'m~n':3}}";

  private static String op(String op, String path, String value) {
    return "[{'op':'" + op + "','path':'" + path + "','value':" + value + "}]";
  }

  private static String remove(String path) {
    return "[{'op':'remove','path':'" + path + "'}]";
  }

  @Test
  void addAndReplaceSetAbsentAndPresentValues() {
    String id = madeId(CLIENT);
    for (String op : new String[] {"add", "replace"}) {
      assertThat(patch(id, op(op, "/client_name", "'" + op + "'")).text("client_name"))
          .isEqualTo(op);
    }
    patch(id, op("replace", "/request_uris", "['https://a.example']")).is(200);
    assertThat(read(id).get("request_uris")).isEqualTo(json("['https://a.example']"));
    assertThat(read(id).text("client_name")).isEqualTo("replace");
  }

  @Test
  @Since(value = V25_4, before = "a patch can't remove (hydra#3510)")
  void removeClears() {
    String id = madeId("{'client_name':'n','implicit_grant_id_token_lifespan':'1h'}");
    assertThat(patch(id, remove("/client_name")).is(200).text("client_name")).isEmpty();
    assertThat(
            patch(id, remove("/implicit_grant_id_token_lifespan"))
                .get("implicit_grant_id_token_lifespan")
                .isJsonNull())
        .isTrue();
  }

  @Test
  @Since(value = V25_4, before = "null does not clear texts and lifespans (hydra#3510)")
  void replacingByNullClears() {
    String id =
        madeId("{'client_name':'n','contacts':['c'],'implicit_grant_id_token_lifespan':'1h'}");
    patch(id, op("replace", "/client_name", "null")).is(200);
    patch(id, op("replace", "/contacts", "null")).is(200);
    patch(id, op("replace", "/implicit_grant_id_token_lifespan", "null")).is(200);
    JsonObject read = read(id).json();
    assertThat(read.get("client_name").getAsString()).isEmpty();
    assertThat(read.get("contacts")).isEqualTo(json("[]"));
    assertThat(read.get("implicit_grant_id_token_lifespan").isJsonNull()).isTrue();
  }

  @Test
  void emptyTextsAndListsClear() {
    String id = madeId("{'client_name':'n','contacts':['c'],'metadata':{'a':1}}");
    OAuth2Client cleared =
        ory()
            .clients()
            .patch(
                id,
                p ->
                    p.clear(OAuth2Client.CLIENT_NAME)
                        .clear(OAuth2Client.CONTACTS)
                        .clear(OAuth2Client.METADATA));
    assertThat(cleared.clientName()).isEmpty();
    OAuth2Client read = ory().clients().get(id);
    assertThat(read.contacts()).isEmpty();
    assertThat(read.get(OAuth2Client.METADATA)).isEqualTo(json("{}"));
  }

  @ParameterizedTest(name = "the patch {0} is a 500", quoteTextArguments = false)
  @ValueSource(
      strings = {
        "not json",
        "{}",
        "[] and more",
        "[{'op':'move','from':'/client_name','path':'/owner'}]",
        "[{'op':'copy','from':'/client_name','path':'/owner'}]",
        "[{'op':'test','path':'/client_name','value':'n'}]",
        "[{'op':'Replace','path':'/client_name','value':'x'}]",
        "[{'op':'replace','path':'/id','value':'x'}]",
        "[{'op':'replace','path':'/client_name','value':5}]",
        "[{'op':'replace','path':'/contacts','value':'x'}]",
        "[{'op':'add','path':'/contacts/9','value':'x'}]",
        "[{'op':'remove','path':'/metadata/none'}]",
        "[{'op':'replace','path':'client_name','value':'x'}]",
      })
  void unrecognizable(String patch) {
    String id = madeId(CLIENT);
    ServerAnswer before = read(id);
    patch(id, patch).isUnrecognizable();
    assertThat(read(id).body()).isEqualTo(before.body());
  }

  @ParameterizedTest(name = "the patch {0} is a 500 too", quoteTextArguments = false)
  @ValueSource(
      strings = {
        "[{'op':'replace','path':'/client_name'}]",
        "[{'op':'remove','path':'/jwks_uri'}]",
        "[{'op':'replace','path':'/contacts/-','value':'x'}]",
      })
  @Since(value = V25_4, before = "some of these do nothing")
  void unrecognizableToo(String patch) {
    patch(madeId(CLIENT), patch).isUnrecognizable();
  }

  @Test
  @Since(value = ROTATION, before = "there are no rotated secrets")
  void rotatedSecretsCanNotBePatched() {
    String id = madeId(CLIENT);
    patch(id, op("add", "/RotatedSecrets", "[]")).isUnrecognizable();
    patch(id, op("add", "/rotated_secrets", "[]")).is(200);
  }

  @Test
  void allOperationsAreAppliedOrNone() {
    String id = madeId(CLIENT);
    patch(
            id,
            "[{'op':'replace','path':'/client_name','value':'x'},"
                + "{'op':'remove','path':'/metadata/none'}]")
        .isUnrecognizable();
    assertThat(read(id).text("client_name")).isEqualTo("n");
  }

  @Test
  void otherMembersOfAnOperationAreIgnored() {
    assertThat(
            patch(
                    madeId(CLIENT),
                    "[{'op':'replace','path':'/client_name','value':'x','from':'/y','z':1}]")
                .is(200)
                .text("client_name"))
        .isEqualTo("x");
  }

  @Test
  @Since(value = V2_2, before = "another case is an unknown path")
  void pathIsCaseInsensitive() {
    assertThat(patch(madeId(CLIENT), op("add", "/Client_Name", "'x'")).text("client_name"))
        .isEqualTo("x");
  }

  @Test
  void anUnknownPathChangesNothing() {
    String id = madeId(CLIENT);
    assertThat(patch(id, op("add", "/new", "1")).is(200).text("client_name")).isEqualTo("n");
    patch(id, op("add", "/", "1")).is(200);
  }

  @ParameterizedTest(name = "{0} {1} leaves {2}", quoteTextArguments = false)
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "add | /contacts/- | ['a','b','c','x']",
        "add | /contacts/0 | ['x','a','b','c']",
        "add | /contacts/3 | ['a','b','c','x']",
        "replace | /contacts/1 | ['a','x','c']",
        "replace | /contacts/-1 | ['a','b','x']",
        "replace | /contacts/01 | ['a','x','c']",
        "remove | /contacts/0 | ['b','c']",
      })
  void items(String op, String path, String left) {
    String id = madeId(CLIENT);
    patch(id, op(op, path, "'x'")).is(200);
    assertThat(read(id).get("contacts")).isEqualTo(json(left));
  }

  @ParameterizedTest(name = "{0} {1} leaves the metadata {2}", quoteTextArguments = false)
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "replace | /metadata/x/y | {'x':{'y':1.10},'a/b':2,'m~n':3}",
        "replace | /metadata/a~1b | {'x':{'y':1},'a/b':1.10,'m~n':3}",
        "replace | /metadata/m~0n | {'x':{'y':1},'a/b':2,'m~n':1.10}",
        "remove | /metadata/x | {'a/b':2,'m~n':3}",
      })
  void metadata(String op, String path, String left) {
    String id = madeId(CLIENT);
    patch(id, op(op, path, "1.10")).is(200);
    String metadata = read(id).get("metadata").toString();
    if (server().generation().has(V2_2)) {
      assertThat(metadata).isEqualTo(json(left).toString());
    } else {
      assertThat(json(metadata)).as("sorted by name").isEqualTo(json(left));
    }
  }

  @Test
  @Since(value = V2_2, before = "it is an error")
  void missingParentsInMetadataAreCreated() {
    ServerAnswer patched = patch(madeId(CLIENT), op("add", "/metadata/new/deep", "1.10")).is(200);
    assertThat(patched.get("metadata"))
        .isEqualTo(json("{'x':{'y':1},'a/b':2,'m~n':3,'new':{'deep':1.10}}"));
  }

  @Test
  void sdkAppendsToListsAndPatchesMetadata() {
    String id = madeId(CLIENT);
    OAuth2Client patched =
        ory()
            .clients()
            .patch(
                id,
                p ->
                    p.append(OAuth2Client.CONTACTS, "d")
                        .add("/metadata/new", true)
                        .remove("/metadata/x"));
    assertThat(patched.contacts()).containsExactly("a", "b", "c", "d");
    assertThat(patched.get(OAuth2Client.METADATA)).isEqualTo(json("{'a/b':2,'m~n':3,'new':true}"));
  }

  @ParameterizedTest(name = "the path {0} writes onto another client", quoteTextArguments = false)
  @ValueSource(strings = {"/client_id", "/Client_ID"})
  void anotherClient(String path) {
    String id = madeId("{'client_name':'mine'}");
    String other = withSecret("of the other");
    patch(
            id,
            "[{'op':'replace','path':'/client_name','value':'new'},"
                + op("add", path, "'" + other + "'").substring(1))
        .is(200);
    boolean reaches = path.equals("/client_id") || server().generation().has(V2_2);
    assertThat(read(other).text("client_name")).isEqualTo(reaches ? "new" : "");
    assertThat(read(id).text("client_name")).isEqualTo(reaches ? "mine" : "new");
  }

  @Test
  void patchToAnUnknownClientIdIsNotFound() {
    patch(madeId("{}"), op("replace", "/client_id", "'nobody-has-this-id'")).isUnknownClient();
  }

  @Test
  @Since(value = V25_4, before = "the empty path was not compared")
  void theEmptyPathReplacesTheWholeClient() {
    String id = madeId(CLIENT);
    patch(id, op("replace", "", "{'client_name':'x'}")).isUnknownClient();
    patch(id, op("replace", "", "{'client_name':'x','client_id':'" + id + "'}")).is(200);
    assertThat(read(id).text("client_name")).isEqualTo("x");
    assertThat(read(id).get("contacts")).isEqualTo(json("[]"));
  }

  @Test
  void readOnlyPropertiesAreNotChanged() {
    String id = madeId("{}");
    OAuth2Client before = ory().clients().get(id);
    patch(
            id,
            "[{'op':'add','path':'/created_at','value':'2001-01-01T00:00:00Z'},"
                + "{'op':'add','path':'/updated_at','value':'2001-01-01T00:00:00Z'},"
                + "{'op':'add','path':'/client_secret_expires_at','value':5}]")
        .is(200);
    OAuth2Client after = ory().clients().get(id);
    assertThat(after.createdAt()).isEqualTo(before.createdAt());
    assertThat(after.updatedAt()).isAfterOrEqualTo(before.updatedAt());
    assertThat(after.clientSecretExpiresAt()).isZero();
  }

  @ParameterizedTest(name = "the patch {0} is a write", quoteTextArguments = false)
  @ValueSource(strings = {"[]", "null"})
  @Since(value = V25_4, before = "the registration token survives a patch")
  void empty(String patch) {
    ServerAnswer made = registered("{}");
    String id = made.text("client_id");
    String token = made.text("registration_access_token");
    own("GET", id, null, token).is(200);
    patch(id, patch).is(200);
    own("GET", id, null, token).is(401);
    assertThat(read(id).text("updated_at")).isNotEqualTo(made.text("updated_at"));
  }

  @Test
  void refusedPatchKeepsTheRegistrationToken() {
    ServerAnswer made = registered("{}");
    String id = made.text("client_id");
    patch(id, "[{'op':'test','path':'/client_name','value':''}]").is(500);
    patch(id, op("replace", "/userinfo_signed_response_alg", "'no'")).is(400);
    own("GET", id, null, made.text("registration_access_token")).is(200);
  }

  @Test
  void registrationTokenInAPatchIsEchoedButNotStored() {
    String id = madeId("{}");
    assertThat(
            patch(id, op("add", "/registration_access_token", "'x'"))
                .text("registration_access_token"))
        .isEqualTo("x");
    assertThat(read(id).has("registration_access_token")).isFalse();
  }

  @Test
  void newSecretIsEchoedAndValid() {
    String id = withSecret("the old one");
    assertThat(patch(id, op("replace", "/client_secret", "'the new one'")).text("client_secret"))
        .isEqualTo("the new one");
    assertAccepted(id, true, "the new one");
    assertAccepted(id, false, "the old one");
  }

  @Test
  void aSecretThatIsTooShortIsRefused() {
    patch(withSecret("the old one"), op("replace", "/client_secret", "'12345'"))
        .isInvalid("at least 6 characters long.");
  }

  @Test
  void unrelatedPatchShowsNoSecret() {
    String id = withSecret("the old one");
    assertThat(patch(id, op("replace", "/client_name", "'x'")).has("client_secret")).isFalse();
    assertAccepted(id, true, "the old one");
  }

  @ParameterizedTest(name = "to {0} keeps the secret", quoteTextArguments = false)
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "remove the secret | [{'op':'remove','path':'/client_secret'}]",
        "empty the secret | [{'op':'replace','path':'/client_secret','value':''}]",
        "replace the secret by null | [{'op':'replace','path':'/client_secret','value':null}]",
      })
  void keepsSecret(String what, String patch) {
    String id = withSecret("the old one");
    patch(id, patch).is(200);
    assertAccepted(id, true, "the old one");
  }

  @Test
  @Since(value = ROTATION, before = "secrets are not rotated")
  void rotatedSecretsSurviveOnlyAnUnrelatedPatch() {
    String id = withSecret("the old one");
    String second = rotate(id).text("client_secret");
    patch(id, op("replace", "/client_name", "'x'")).is(200);
    assertAccepted(id, true, "the old one", second);
    patch(id, remove("/client_secret")).is(200);
    assertAccepted(id, true, second);
    assertAccepted(id, false, "the old one");
    String third = rotate(id).text("client_secret");
    patch(id, op("replace", "/client_secret", "'set by hand'")).is(200);
    assertAccepted(id, true, "set by hand");
    assertAccepted(id, false, second, third);
  }

  @Test
  void concurrentPatchesLoseEachOthersChangesOrAreRefusedAsAConflict() throws Exception {
    String id = madeId("{}");
    List<ServerAnswer> answers =
        inParallel(8, () -> patch(id, op("add", "/audience/-", "'" + fresh() + "'")));
    int made = 0;
    for (ServerAnswer answer : answers) {
      if (answer.status() == 200) {
        made++;
      } else {
        answer.isError(
            400, "Unable to serialize access due to a concurrent update in another session", "");
      }
    }
    assertThat(made).isPositive();
    assertThat(read(id).get("audience").getAsJsonArray()).hasSizeBetween(1, made);
  }
}
