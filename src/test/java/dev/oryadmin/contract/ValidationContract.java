package dev.oryadmin.contract;

import static dev.oryadmin.contract.Generation.V25_4;
import static dev.oryadmin.contract.Generation.V26_2;
import static dev.oryadmin.contract.Generation.V2_2;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client must not be, and in which words it is refused. */
abstract class ValidationContract extends Rules {
  private static final String OCT =
      "{'jwks':{'keys':[{'kty':'oct','k':'c2VjcmV0LXNlY3JldC1zZWNyZXQ'}]}}";

  @ParameterizedTest(name = "{0}", quoteTextArguments = false)
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "signing needs keys | {'token_endpoint_auth_method':'private_key_jwt'}"
            + " | When token_endpoint_auth_method is 'private_key_jwt', either jwks or jwks_uri must be set.",
        "signing algorithms are listed | {'token_endpoint_auth_method':'private_key_jwt','jwks':{'keys':[]},'token_endpoint_auth_signing_alg':'HS256'}"
            + " | Only RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 and ES512 are supported as algorithms for private key authentication.",
        "keys and their uri exclude each other | {'jwks':{'keys':[]},'jwks_uri':'https://a.example/j'}"
            + " | Fields jwks and jwks_uri can not both be set, you must choose one.",
        "a null key set counts as set | {'jwks':{'keys':null},'jwks_uri':'https://a.example/j'}"
            + " | Fields jwks and jwks_uri can not both be set, you must choose one.",
        "a secret has six bytes at least | {'client_secret':'12345'}"
            + " | Field client_secret must contain a secret that is at least 6 characters long.",
        "an origin is http or https | {'allowed_cors_origins':['ftp://a.example']}"
            + " | Origin URL ftp://a.example must use https:// or http:// as HTTP scheme.",
        "an origin has no user | {'allowed_cors_origins':['https://u:p@a.example']}"
            + " | Origin URL https://u:p@a.example has HTTP user and/or password set which is not allowed.",
        "an origin has no path | {'allowed_cors_origins':['https://a.example/path']}"
            + " | Origin URL https://a.example/path must have an empty path, query, and fragment but one of the parts is not empty.",
        "an origin has no query | {'allowed_cors_origins':['https://a.example?x=1']}"
            + " | Origin URL https://a.example?x=1 must have an empty path, query, and fragment but one of the parts is not empty.",
        "an origin can be parsed | {'allowed_cors_origins':['https://[::1']}"
            + " | Origin URL https://[::1 from allowed_cors_origins could not be parsed: parse 'https://[::1': missing ']' in host",
        "a sector identifier uri is https | {'sector_identifier_uri':'http://a.example'}"
            + " | any requested parameter of a Client's Metadata.",
        "a sector identifier uri can be parsed | {'sector_identifier_uri':'https://a.example/%zz'}"
            + " | Value of sector_identifier_uri could not be parsed because parse 'https://a.example/%zz': invalid URL escape '%zz'.",
        "userinfo is signed by RS256 or not | {'userinfo_signed_response_alg':'HS256'}"
            + " | Field userinfo_signed_response_alg can either be 'none' or 'RS256'.",
        "a subject type is supported | {'subject_type':'odd'} | are allowed.",
        "a logout redirect uri can be parsed | {'post_logout_redirect_uris':['no']}"
            + " | Unable to parse post_logout_redirect_uri: no",
      })
  void refused(String rule, String client, String hint) {
    server().create(client).isInvalid(hint);
  }

  @ParameterizedTest(name = "a logout redirect uri {0} a redirect uri", quoteTextArguments = false)
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "needs | [] | https://a.example/",
        "has the scheme of | ['https://a.example'] | http://a.example",
        "has the port, as text, of | ['https://a.example'] | https://a.example:443",
      })
  void foreignLogoutUri(String rule, String redirects, String uri) {
    server()
        .create("{'redirect_uris':" + redirects + ",'post_logout_redirect_uris':['" + uri + "']}")
        .isInvalid(server().generation().foreignLogoutUri(uri));
  }

  @Test
  @Since(value = V2_2, before = "they are accepted")
  void symmetricKeysAreRefused() {
    server().create(OCT).isInvalid("Invalid JSON web key in set.");
  }

  @Test
  @Since(value = V2_2, before = "v2.0 does not know it")
  void accessTokenStrategyMustBeJwtOrOpaque() {
    server()
        .create("{'access_token_strategy':'odd'}")
        .isInvalid("invalid access token strategy: expected one of [jwt, opaque] but got odd");
  }

  @Test
  @Since(value = V2_2, before = "v2.0 does not know it")
  void anAccessTokenStrategyIsStoredInLowerCase() {
    assertThat(made("{'access_token_strategy':'JWT'}").text("access_token_strategy"))
        .isEqualTo("jwt");
  }

  @Test
  @Since(value = V25_4, before = "it is not checked")
  void termsOfServiceMustBeAWebPage() {
    server().create("{'tos_uri':'no'}").isInvalid("Field tos_uri must be a valid URI.");
    server()
        .create("{'tos_uri':'ftp://a.example'}")
        .isInvalid(server().generation().wrongScheme("tos_uri", "ftp://a.example"));
  }

  @ParameterizedTest(name = "{0} is a web page", quoteTextArguments = false)
  @ValueSource(strings = {"policy_uri", "logo_uri", "client_uri"})
  @Since(value = V26_2, before = "it is not checked")
  void webPage(String property) {
    server()
        .create("{'" + property + "':'no'}")
        .isInvalid("Field " + property + " must be a valid URI.");
    server()
        .create("{'" + property + "':'javascript:alert(1)'}")
        .isInvalid(server().generation().wrongScheme(property, "javascript:alert(1)"));
  }

  @ParameterizedTest(name = "the redirect uri {0} is refused", quoteTextArguments = false)
  @ValueSource(
      strings = {
        "no",
        "",
        "http://localhost:*/cb",
        "https://a.example/%zz",
        "https://u<@a.example",
        "https://a%2Fb.example"
      })
  void badRedirect(String uri) {
    server()
        .create("{'redirect_uris':['" + uri + "']}")
        .isError(
            400,
            "invalid_redirect_uri",
            "The value of one or more redirect_uris is invalid. Unable to parse redirect URL: "
                + uri);
  }

  @Test
  void redirectUriMustNotHaveAFragment() {
    server()
        .create("{'redirect_uris':['https://a.example/#f']}")
        .isError(
            400,
            "invalid_redirect_uri",
            "The value of one or more redirect_uris is invalid."
                + " Redirect URIs must not contain fragments (#).");
  }

  @ParameterizedTest(name = "the redirect uri {0} is taken", quoteTextArguments = false)
  @ValueSource(
      strings = {"/path", "https://*.a.example", "x:", "http://", "javascript:alert(1)", "app:/cb"})
  void oddRedirect(String uri) {
    made("{'redirect_uris':['" + uri + "']}");
  }

  @Test
  void secretLengthCountsBytesNotCharacters() {
    made("{'client_secret':'\u00e4\u00f6\u00fc'}");
  }

  @Test
  void originsAreTrimmedAndTheirSchemeIsLowered() {
    assertThat(
            made("{'allowed_cors_origins':['HTTPS://A.example//','https://*.a.example']}")
                .get("allowed_cors_origins"))
        .isEqualTo(json("['https://A.example','https://*.a.example']"));
  }

  @Test
  void anEmptyScopeBecomesTheDefault() {
    String usual = made("{}").text("scope");
    assertThat(made("{'scope':''}").text("scope")).isEqualTo(usual);
    assertThat(made("{'scope':' '}").text("scope")).isEqualTo(" ");
  }

  /** Each breaks a rule of its own, in the order of the rules; the hint ends in this. */
  private static Map<String, String> broken() {
    Map<String, String> rules = new LinkedHashMap<>();
    rules.put("{'jwks':{'keys':[]},'jwks_uri':'https://a.example'}", "you must choose one.");
    rules.put("{'client_secret':'12345'}", "at least 6 characters long.");
    rules.put("{'allowed_cors_origins':['no']}", "as HTTP scheme.");
    rules.put("{'sector_identifier_uri':'http://a.example'}", "of a Client's Metadata.");
    rules.put("{'userinfo_signed_response_alg':'no'}", "be 'none' or 'RS256'.");
    rules.put("{'redirect_uris':['no']}", "Unable to parse redirect URL: no");
    rules.put("{'subject_type':'no'}", "are allowed.");
    rules.put("{'post_logout_redirect_uris':['no']}", "parse post_logout_redirect_uri: no");
    return rules;
  }

  @Test
  void firstOfSeveralBrokenRulesIsReported() {
    Map<String, String> rules = broken();
    while (!rules.isEmpty()) {
      JsonObject client = new JsonObject();
      rules
          .keySet()
          .forEach(
              json ->
                  json(json)
                      .getAsJsonObject()
                      .entrySet()
                      .forEach(e -> client.add(e.getKey(), e.getValue())));
      Map.Entry<String, String> first = rules.entrySet().iterator().next();
      assertThat(server().create(client.toString()).is(400).text("error_description"))
          .endsWith(first.getValue());
      rules.remove(first.getKey());
    }
  }

  @Test
  void keysAreCheckedBeforeTheWebPages() {
    server()
        .create("{'jwks':{'keys':[]},'jwks_uri':'https://a.example','tos_uri':'no'}")
        .isInvalid("you must choose one.");
  }

  @Test
  void rulesApplyToReplacementsAndPatches() {
    String id = madeId("{}");
    String hint = "Field userinfo_signed_response_alg can either be 'none' or 'RS256'.";
    put(id, "{'userinfo_signed_response_alg':'no'}").isInvalid(hint);
    patch(id, "[{'op':'replace','path':'/userinfo_signed_response_alg','value':'no'}]")
        .isInvalid(hint);
    assertThat(read(id).text("userinfo_signed_response_alg")).isEqualTo("none");
  }
}
