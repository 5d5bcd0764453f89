package dev.oryadmin.examples;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.oryadmin.model.AcceptDeviceUserCodeRequest;
import dev.oryadmin.model.AcceptOAuth2ConsentRequest;
import dev.oryadmin.model.AcceptOAuth2ConsentRequestSession;
import dev.oryadmin.model.AcceptOAuth2LoginRequest;
import dev.oryadmin.model.IntrospectedOAuth2Token;
import dev.oryadmin.model.OAuth2ConsentRequest;
import dev.oryadmin.model.OAuth2ConsentSession;
import dev.oryadmin.model.OAuth2LoginRequest;
import dev.oryadmin.model.OAuth2LogoutRequest;
import dev.oryadmin.model.OAuth2RedirectTo;
import dev.oryadmin.model.OpenIDConnectContext;
import dev.oryadmin.model.RejectOAuth2Request;
import dev.oryadmin.model.TokenUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One example for each page on a model of login, consent, logout, devices, sessions and tokens. */
public final class FlowModelExamples {
  private FlowModelExamples() {}

  public static OAuth2LoginRequest oAuth2LoginRequest(JsonElement kratosFlow) {
    // region oAuth2LoginRequest
    // Part of the login and registration flows of Kratos.
    OAuth2LoginRequest login =
        OAuth2LoginRequest.fromJson(kratosFlow.getAsJsonObject().get("oauth2_login_request"));
    System.out.println(login.client().clientName() + " asks for " + login.requestedScope());
    // endregion
    return login;
  }

  public static List<String> openIDConnectContext(OAuth2LoginRequest login) {
    // region openIDConnectContext
    OpenIDConnectContext asked = login.oidcContext();
    List<String> languages = asked == null ? List.of() : asked.uiLocales();
    // endregion
    return languages;
  }

  public static AcceptOAuth2LoginRequest acceptOAuth2LoginRequest() {
    // region acceptOAuth2LoginRequest
    AcceptOAuth2LoginRequest login =
        AcceptOAuth2LoginRequest.builder()
            .subject("user-1")
            .amr("pwd", "otp")
            .remember(true)
            .rememberFor(Duration.ofHours(8))
            .build();
    // endregion
    return login;
  }

  public static boolean oAuth2ConsentRequest(OAuth2ConsentRequest request) {
    // region oAuth2ConsentRequest
    boolean stayLoggedIn = request.requestedScope().contains("offline_access");
    // endregion
    return stayLoggedIn;
  }

  public static AcceptOAuth2ConsentRequest acceptOAuth2ConsentRequest() {
    // region acceptOAuth2ConsentRequest
    AcceptOAuth2ConsentRequest grant =
        AcceptOAuth2ConsentRequest.builder()
            .grantScope("openid", "photos.read")
            .grantAccessTokenAudience("https://photos.example")
            .build(); // or begin with ConsentGrant.requested(request)
    // endregion
    return grant;
  }

  public static AcceptOAuth2ConsentRequestSession acceptOAuth2ConsentRequestSession() {
    // region acceptOAuth2ConsentRequestSession
    JsonObject claims = new JsonObject();
    claims.addProperty("email", "ann@example.org");
    claims.addProperty("account", "9007199254740993"); // as a text: no float holds that number
    AcceptOAuth2ConsentRequestSession session =
        AcceptOAuth2ConsentRequestSession.builder().idToken(claims).build();
    // endregion
    return session;
  }

  public static RejectOAuth2Request rejectOAuth2Request() {
    // region rejectOAuth2Request
    RejectOAuth2Request refusal =
        RejectOAuth2Request.builder().error("login_required").statusCode(403).build();
    // endregion
    return refusal;
  }

  public static String oAuth2RedirectTo(OAuth2RedirectTo next) {
    // region oAuth2RedirectTo
    String location = next.redirectTo(); // send the browser there, with status 303
    System.out.println(next); // OAuth2RedirectTo{redirect_to=***}
    // endregion
    return location;
  }

  public static boolean oAuth2LogoutRequest(OAuth2LogoutRequest request) {
    // region oAuth2LogoutRequest
    boolean askedByAnApplication = request.rpInitiated() && request.client() != null;
    // endregion
    return askedByAnApplication;
  }

  public static AcceptDeviceUserCodeRequest acceptDeviceUserCodeRequest(String typed) {
    // region acceptDeviceUserCodeRequest
    AcceptDeviceUserCodeRequest code =
        AcceptDeviceUserCodeRequest.builder().userCode(typed).build();
    // endregion
    return code;
  }

  public static @Nullable Instant oAuth2ConsentSession(OAuth2ConsentSession session) {
    // region oAuth2ConsentSession
    Instant when = session.handledAt();
    System.out.println(session.consentRequest().client().clientName() + " since " + when);
    // endregion
    return when;
  }

  public static boolean introspectedOAuth2Token(IntrospectedOAuth2Token token, Instant now) {
    // region introspectedOAuth2Token
    Instant expires = token.exp();
    boolean soonOver = expires != null && expires.isBefore(now.plusSeconds(60));
    // endregion
    return soonOver;
  }

  public static boolean tokenUse(IntrospectedOAuth2Token token) {
    // region tokenUse
    boolean opensAnApi = TokenUse.ACCESS_TOKEN.equals(token.tokenUse());
    // endregion
    return opensAnApi;
  }
}
