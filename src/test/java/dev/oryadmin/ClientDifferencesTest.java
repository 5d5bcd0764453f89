package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.model.OAuth2Client;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which clients mean the same, for a comparison and for the fingerprint of a plan. */
class ClientDifferencesTest {
  private static OAuth2Client client(String members) {
    return OAuth2Client.fromJson(
        "{\"client_id\":\"a\"" + (members.equals("-") ? "" : "," + members) + "}");
  }

  private static Set<Property<OAuth2Client, ?>> between(String desired, String actual) {
    return ClientDifferences.between(client(desired), client(actual), OAuth2Client.PROPERTIES);
  }

  private static String fingerprint(String members) {
    return ClientDifferences.fingerprint(client(members));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          "scope":"a b"                               | "scope":"b a"
          "contacts":["a","b"]                        | "contacts":["b","a"]
          "contacts":[]                               | -
          "contacts":null                             | -
          "client_name":""                            | -
          "skip_consent":false                        | -
          "metadata":{}                               | -
          "metadata":null                             | -
          "metadata":{"a":1,"b":{"c":[1],"d":2}}      | "metadata":{"b":{"d":2,"c":[1]},"a":1}
          "jwks":{"keys":[{"kid":"1"},{"kid":"2"}]}   | "jwks":{"keys":[{"kid":"2"},{"kid":"1"}]}
          "jwks":{"keys":[{"kid":"1","use":"sig"}]}   | "jwks":{"keys":[{"use":"sig","kid":"1"}]}
          "jwks":{"keys":[{"kid":"1","x5c":[]}]}      | "jwks":{"keys":[{"kid":"1","alg":""}]}
          "jwks":{}                                   | -
          "allowed_cors_origins":["HTTPS://a.example//"] | "allowed_cors_origins":["https://a.example"]
          "allowed_cors_origins":["a/"]               | "allowed_cors_origins":["a"]
          "access_token_strategy":"JWT"               | "access_token_strategy":"jwt"
          "subject_type":"public"                     | -
          "token_endpoint_auth_method":"client_secret_basic" | -
          "client_secret":"one"                       | "client_secret":"another"
          "created_at":"2026-01-01T00:00:00Z"         | -
          """)
  void sameMeaning(String one, String other) {
    assertThat(between(one, other)).isEmpty();
    assertThat(between(other, one)).isEmpty();
    assertThat(fingerprint(one)).isEqualTo(fingerprint(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          scope                | "scope":"a b"                        | "scope":"a c"
          contacts             | "contacts":["a"]                     | "contacts":["b"]
          contacts             | "contacts":["a"]                     | -
          skip_consent         | "skip_consent":true                  | -
          client_name          | "client_name":"a"                    | "client_name":"A"
          metadata             | "metadata":{"a":1}                   | "metadata":{"b":1}
          metadata             | "metadata":{"a":1}                   | "metadata":{"a":2}
          metadata             | "metadata":{"a":[1,2]}               | "metadata":{"a":[2,1]}
          metadata             | "metadata":{"a":[1]}                 | "metadata":{"a":[2]}
          metadata             | "metadata":{"a":"[1]"}               | "metadata":{"a":[1]}
          metadata             | "metadata":{"a":{"b":1}}             | "metadata":{"a":{"b":2}}
          metadata             | "metadata":{"a":1}                   | -
          jwks                 | "jwks":{"keys":[{"kid":"1"}]}        | "jwks":{"keys":[{"kid":"2"}]}
          jwks                 | "jwks":{"keys":[{"kid":"1"}]}        | "jwks":{"keys":[{"alg":"1"}]}
          jwks                 | "jwks":{"keys":[{"x5c":["a","b"]}]}  | "jwks":{"keys":[{"x5c":["b","a"]}]}
          jwks                 | "jwks":{"keys":[{"d":"a"}]}          | "jwks":{"keys":[{"d":"b"}]}
          allowed_cors_origins | "allowed_cors_origins":["https://a"] | "allowed_cors_origins":["https://b"]
          allowed_cors_origins | "allowed_cors_origins":["https://a"] | "allowed_cors_origins":["http://a"]
          allowed_cors_origins | "allowed_cors_origins":["a"]         | "allowed_cors_origins":["b"]
          allowed_cors_origins | "allowed_cors_origins":["a"]         | "allowed_cors_origins":["a","b"]
          subject_type         | "subject_type":"pairwise"            | -
          """)
  void differentMeaning(String property, String one, String other) {
    assertThat(between(one, other)).extracting(Property::name).containsExactly(property);
    assertThat(fingerprint(one)).isNotEqualTo(fingerprint(other));
  }

  @Test
  void scopeIsComparedOnlyIfOneIsDesired() {
    assertThat(between("-", "\"scope\":\"a\"")).isEmpty();
    assertThat(between("\"scope\":\"a\"", "-")).containsExactly(OAuth2Client.SCOPE);
    assertThat(fingerprint("\"scope\":\"a\"")).isNotEqualTo(fingerprint("-"));
  }
}
