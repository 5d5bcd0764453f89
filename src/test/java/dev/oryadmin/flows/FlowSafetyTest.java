package dev.oryadmin.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.ApiClient;
import dev.oryadmin.ConsentGrant;
import dev.oryadmin.GoneException;
import dev.oryadmin.Model;
import dev.oryadmin.NotFoundException;
import dev.oryadmin.Property;
import dev.oryadmin.RetryPolicy;
import dev.oryadmin.UnauthorizedException;
import dev.oryadmin.internal.json.Redaction;
import dev.oryadmin.model.AcceptOAuth2ConsentRequest;
import dev.oryadmin.model.AcceptOAuth2ConsentRequestSession;
import dev.oryadmin.model.AcceptOAuth2LoginRequest;
import dev.oryadmin.model.OAuth2ConsentRequest;
import dev.oryadmin.model.OAuth2RedirectTo;
import dev.oryadmin.model.RejectOAuth2Request;
import dev.oryadmin.model.Schemas;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, masked and told apart in login, consent, logout and device flows. */
class FlowSafetyTest {
  private static final String CHALLENGE = "the-challenge-of-a-browser-0123456789";

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ApiClient ory(String publicUrl) {
    var builder =
        ApiClient.builder().adminUrl(server.url("/").toString()).retry(RetryPolicy.none());
    return (publicUrl.isEmpty() ? builder : builder.publicUrl(publicUrl)).build();
  }

  private void answer(int status, String body) {
    server.enqueue(
        new MockResponse.Builder()
            .code(status)
            .setHeader("Content-Type", "application/json")
            .body(body)
            .build());
  }

  private String sent() throws InterruptedException {
    ByteString body = server.takeRequest().getBody();
    return body == null ? "" : body.utf8();
  }

  private static AcceptOAuth2ConsentRequestSession claims(String json) {
    return AcceptOAuth2ConsentRequestSession.builder()
        .idToken(JsonParser.parseString(json))
        .build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740993",
        "1.10",
        "1.0",
        "1e3",
        "1E-7",
        "123456789012345678901234567890",
        "9223372036854775808",
        "-9223372036854775808",
        "1e400",
        "-0",
        "0.1000000000000000055511151",
        "1152921504606846976"
      })
  void numbersThatTheServerWouldChangeAreRefused(String number) {
    assertThatThrownBy(() -> claims("{\"a\":[{\"n\":" + number + "}]}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AcceptOAuth2ConsentRequestSession.id_token: $.a[0].n: ")
        .hasMessageNotContaining(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "1",
        "-1",
        "1.1",
        "0.1",
        "1795641930",
        "9007199254740992",
        "9007199254740994",
        "1e-7",
        "1.5e-9",
        "0.000001",
        "0.30000000000000004",
        "-12345.678"
      })
  void numbersThatTheServerKeepsAreSent(String number) {
    assertThat(claims("{\"n\":" + number + "}").toJson()).contains("\"n\":" + number + "}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "\"x\"", "7", "true"})
  void claimsMustBeAnObject(String claims) {
    assertThatThrownBy(() -> claims(claims))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected an object but was");
  }

  @Test
  void modelsReadFromJsonAreCheckedToo() {
    try (ApiClient ory = ory("")) {
      for (String body :
          new String[] {
            "{\"session\":{\"id_token\":{\"n\":1.10}}}",
            "{\"session\":{\"access_token\":[]}}",
            "{\"session\":[]}",
            "{\"grant_scope\":\"openid\"}",
            "{\"remember_for\":-1}",
            "{\"remember_for\":1.5}",
            "{\"remember\":true}"
          }) {
        var grant = AcceptOAuth2ConsentRequest.fromJson(body);
        assertThatThrownBy(() -> ory.consent().accept(CHALLENGE, grant))
            .as(body)
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void rememberingForEverMustBeExplicit() throws Exception {
    answer(200, "{\"redirect_to\":\"http://localhost/\"}");
    try (ApiClient ory = ory("")) {
      ory.consent()
          .accept(
              CHALLENGE,
              AcceptOAuth2ConsentRequest.builder()
                  .remember(true)
                  .rememberFor(Duration.ZERO)
                  .build());
    }
    assertThat(sent()).isEqualTo("{\"remember\":true,\"remember_for\":0}");
  }

  @Test
  void durationsAreWholeSeconds() {
    var builder = AcceptOAuth2LoginRequest.builder();
    assertThat(builder.rememberFor(Duration.ofMillis(90_999)).build().toJson())
        .isEqualTo("{\"remember_for\":90}");
    assertThatThrownBy(() -> builder.rememberFor(Duration.ofMillis(999)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.rememberFor(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {399, 600, 0, -1, 299, 99_999})
  void statusesThatAreNotErrorsAreRefused(int status) {
    assertThatThrownBy(() -> RejectOAuth2Request.builder().statusCode(status))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("RejectOAuth2Request.status_code: not from 400 to 599: " + status);
  }

  @Test
  void rejectWithoutAReasonSaysAccessDenied() throws Exception {
    try (ApiClient ory = ory("")) {
      answer(200, "{\"redirect_to\":\"http://localhost/\"}");
      ory.login().reject(CHALLENGE);
      assertThat(sent()).isEqualTo("{\"error\":\"access_denied\"}");
      answer(200, "{\"redirect_to\":\"http://localhost/\"}");
      ory.consent().reject(CHALLENGE);
      assertThat(sent()).isEqualTo("{\"error\":\"access_denied\"}");
    }
  }

  @Test
  void consentGrantGrantsOnlyWhatWasRequested() {
    var request =
        OAuth2ConsentRequest.fromJson(
            "{\"challenge\":\"c\",\"requested_scope\":[\"a\",\"b\"],"
                + "\"requested_access_token_audience\":[\"x\"],\"skip\":true}");
    assertThat(ConsentGrant.requested(request).build().toJson())
        .isEqualTo("{\"grant_scope\":[\"a\",\"b\"],\"grant_access_token_audience\":[\"x\"]}");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:4444,/oauth2/sessions/logout?x=1,http://localhost:4444/oauth2/sessions/logout?x=1",
    "https://id.example/hydra/,/oauth2/auth?a=b,https://id.example/hydra/oauth2/auth?a=b",
    "http://localhost:4444,https://id.example/oauth2/auth?a=b,https://id.example/oauth2/auth?a=b",
    "'',https://id.example/oauth2/auth,https://id.example/oauth2/auth",
    "'',/oauth2/sessions/logout,",
    "http://localhost:4444,//evil.example/,",
    "http://localhost:4444,'',"
  })
  void goneHasTheUrlForTheBrowser(String publicUrl, String sent, String absolute) {
    JsonObject body = new JsonObject();
    body.addProperty("redirect_to", sent);
    answer(410, body.toString());
    try (ApiClient ory = ory(publicUrl)) {
      GoneException gone =
          catchThrowableOfType(GoneException.class, () -> ory.logout().get(CHALLENGE));
      assertThat(gone.redirectTo()).isEqualTo(absolute);
      assertThat(gone.body()).doesNotContain("/oauth2/");
      assertThat(gone).hasMessageNotContaining("/oauth2/");
    }
  }

  @Test
  void expiredChallengeIsDistinguishedFromABadKey() {
    try (ApiClient ory = ory("")) {
      answer(
          401,
          "{\"error\":\"request_unauthorized\",\"error_description\":\"The login request has"
              + " expired, please try again.\"}");
      assertThat(unauthorized(ory).challengeExpired()).isTrue();
      answer(401, "{\"error\":{\"code\":401,\"message\":\"Access credentials are invalid\"}}");
      assertThat(unauthorized(ory).challengeExpired()).isFalse();
      answer(401, "<html>");
      assertThat(unauthorized(ory).challengeExpired()).isFalse();
    }
  }

  private static UnauthorizedException unauthorized(ApiClient ory) {
    return catchThrowableOfType(UnauthorizedException.class, () -> ory.login().get(CHALLENGE));
  }

  @Test
  void unknownChallengeIsDistinguishedFromAMissingRoute() {
    try (ApiClient ory = ory("")) {
      answer(
          404,
          "{\"error\":\"Not Found\","
              + "\"error_description\":\"Unable to locate the requested resource\"}");
      assertThat(notFound(ory).resourceMissing()).isTrue();
      answer(404, "{\"error\":{\"code\":404,\"message\":\"Not Found\"}}");
      assertThat(notFound(ory).resourceMissing()).isFalse();
    }
  }

  private static NotFoundException notFound(ApiClient ory) {
    return catchThrowableOfType(NotFoundException.class, () -> ory.consent().get(CHALLENGE));
  }

  @Test
  void noMessageHasAChallenge() {
    try (ApiClient ory = ory("")) {
      answer(
          400,
          "{\"error\":\"bad "
              + CHALLENGE
              + "\",\"error_description\":\"at /x?login_verifier=v-e-r-y&a=b\"}");
      assertThatThrownBy(() -> ory.login().get(CHALLENGE))
          .hasMessage("getOAuth2LoginRequest: 400 bad ***: at /x?login_verifier=***&a=b");
    }
  }

  @Test
  void redirectUrlsAreMaskedExceptInJson() {
    String json = "{\"redirect_to\":\"https://id.example/?login_verifier=x\"}";
    OAuth2RedirectTo next = OAuth2RedirectTo.fromJson(json);
    assertThat(next).hasToString("OAuth2RedirectTo{redirect_to=***}");
    assertThat(next.toJson()).isEqualTo(json);
    assertThat(next.redirectTo()).isEqualTo("https://id.example/?login_verifier=x");
  }

  /** Logs and messages go by the names of members: no sensitive property may be forgotten there. */
  @Test
  void eachSensitivePropertyIsHiddenInLogsAndMessages() {
    int sensitive = 0;
    for (var type : Schemas.ALL) {
      if (Model.class.isAssignableFrom(type.javaType())) {
        for (Property<?, ?> property : ((dev.oryadmin.ModelType<?>) (Object) type).properties()) {
          if (property.is(Property.Trait.SENSITIVE)) {
            sensitive++;
            assertThat(Redaction.isHidden(property.name())).as("%s", property).isTrue();
          }
        }
      }
    }
    assertThat(sensitive).isGreaterThan(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void blankChallengesAreRefused(String challenge) {
    try (ApiClient ory = ory("")) {
      assertThatThrownBy(() -> ory.login().getCall(challenge))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("login_challenge is blank: the operation needs it");
    }
  }

  @Test
  void challengesAreSentUnchanged() throws Exception {
    StringBuilder odd = new StringBuilder("../x%20y\u2028\ufeff\ud83d\ude00");
    for (char c = 0; c <= 0xff; c++) {
      odd.append(c);
    }
    try (ApiClient ory = ory("")) {
      for (int end : odd.codePoints().toArray()) {
        String challenge = odd + Character.toString(end); // each character comes last once
        answer(204, "");
        ory.logout().reject(challenge);
        assertThat(server.takeRequest().getUrl().queryParameter("logout_challenge"))
            .isEqualTo(challenge);
      }
    }
  }
}
