package dev.oryadmin.examples;

import com.google.gson.JsonObject;
import dev.oryadmin.ApiClient;
import dev.oryadmin.ConsentGrant;
import dev.oryadmin.GoneException;
import dev.oryadmin.NotFoundException;
import dev.oryadmin.UnauthorizedException;
import dev.oryadmin.model.AcceptOAuth2ConsentRequestSession;
import dev.oryadmin.model.AcceptOAuth2LoginRequest;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.OAuth2ConsentRequest;
import dev.oryadmin.model.OAuth2LoginRequest;
import dev.oryadmin.model.OAuth2LogoutRequest;
import dev.oryadmin.model.OAuth2RedirectTo;
import dev.oryadmin.model.RejectOAuth2Request;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One example for each operation that a login, consent and logout application calls. */
public final class LoginExamples {
  private final ApiClient ory;

  public LoginExamples(ApiClient ory) {
    this.ory = ory;
  }

  public OAuth2LoginRequest getLogin(String challenge) {
    // region getLogin
    OAuth2LoginRequest login = ory.login().get(challenge);
    String who = login.skip() ? login.subject() : "somebody who has to log in";
    System.out.println(login.client().clientName() + " asks for " + who);
    // endregion
    return login;
  }

  public @Nullable String endOfAChallenge(String challenge) {
    // region endOfAChallenge
    try {
      return ory.login().get(challenge).client().clientName();
    } catch (GoneException e) {
      return e.redirectTo(); // v2.0, v2.1: already answered, send the browser there
    } catch (UnauthorizedException e) {
      if (!e.challengeExpired()) {
        throw e; // the API key was refused
      }
      return "Too late: please start again at the application.";
    } catch (NotFoundException e) {
      return "Please start again at the application."; // unknown or altered
    }
    // endregion
  }

  public String acceptLogin(String challenge, String subject) {
    // region acceptLogin
    AcceptOAuth2LoginRequest login =
        AcceptOAuth2LoginRequest.builder()
            .subject(subject)
            .remember(true)
            .rememberFor(Duration.ofHours(1))
            .build();
    OAuth2RedirectTo next = ory.login().accept(challenge, login);
    String location = next.redirectTo(); // only for this browser
    // endregion
    return location;
  }

  public String rejectLogin(String challenge) {
    // region rejectLogin
    RejectOAuth2Request refusal =
        RejectOAuth2Request.builder()
            .error("access_denied")
            .errorDescription("This account is locked.")
            .build();
    OAuth2RedirectTo next = ory.login().reject(challenge, refusal);
    // endregion
    return next.redirectTo();
  }

  public OAuth2ConsentRequest getConsent(String challenge) {
    // region getConsent
    OAuth2ConsentRequest request = ory.consent().get(challenge);
    boolean ask = !request.skip() && !Boolean.TRUE.equals(request.client().skipConsent());
    System.out.println(ask + ": " + request.requestedScope());
    // endregion
    return request;
  }

  public String acceptConsent(String challenge) {
    // region acceptConsent
    OAuth2ConsentRequest request = ory.consent().get(challenge);
    JsonObject claims = new JsonObject();
    claims.addProperty("email", "ann@example.org");
    OAuth2RedirectTo next =
        ory.consent()
            .accept(
                challenge,
                ConsentGrant.requested(request)
                    .session(AcceptOAuth2ConsentRequestSession.builder().idToken(claims).build())
                    .remember(true)
                    .rememberFor(Duration.ofDays(30))
                    .build());
    // endregion
    return next.redirectTo();
  }

  public String rejectConsent(String challenge) {
    // region rejectConsent
    OAuth2RedirectTo next = ory.consent().reject(challenge); // access_denied
    // endregion
    return next.redirectTo();
  }

  public boolean getLogout(String challenge) {
    // region getLogout
    OAuth2LogoutRequest request = ory.logout().get(challenge);
    OAuth2Client client = request.client(); // null if no application asked
    boolean ask = !(client != null && Boolean.TRUE.equals(client.skipLogoutConsent()));
    // endregion
    return ask;
  }

  public String acceptLogout(String challenge) {
    // region acceptLogout
    OAuth2RedirectTo next = ory.logout().accept(challenge);
    // endregion
    return next.redirectTo();
  }

  public void rejectLogout(String challenge) {
    // region rejectLogout
    ory.logout().reject(challenge); // the person stays logged in
    // endregion
  }

  public String acceptDevice(String challenge, String userCode) {
    // region acceptDevice
    OAuth2RedirectTo next = ory.device().accept(challenge, userCode);
    // endregion
    return next.redirectTo();
  }
}
