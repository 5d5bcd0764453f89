package after;

import com.google.gson.JsonObject;
import dev.oryadmin.ApiClient;
import dev.oryadmin.ConsentGrant;
import dev.oryadmin.GoneException;
import dev.oryadmin.NotFoundException;
import dev.oryadmin.Secret;
import dev.oryadmin.model.AcceptOAuth2ConsentRequest;
import dev.oryadmin.model.AcceptOAuth2ConsentRequestSession;
import dev.oryadmin.model.AcceptOAuth2LoginRequest;
import dev.oryadmin.model.IntrospectedOAuth2Token;
import dev.oryadmin.model.OAuth2ConsentRequest;
import dev.oryadmin.model.OAuth2LoginRequest;
import dev.oryadmin.model.OAuth2RedirectTo;
import java.time.Duration;
import java.util.Optional;

/** What three public applications do, in our words. */
public final class Ports {
  private final ApiClient ory;

  public Ports(ApiClient ory) {
    this.ory = ory;
  }

  // region login
  public Optional<OAuth2LoginRequest> findLogin(String challenge) {
    try {
      return Optional.of(ory.login().get(challenge));
    } catch (NotFoundException | GoneException e) {
      return Optional.empty();
    }
  }

  public OAuth2RedirectTo acceptLogin(String challenge, String email) {
    return ory.login().accept(challenge, AcceptOAuth2LoginRequest.builder().subject(email).build());
  }

  // endregion

  // region consent
  public OAuth2RedirectTo acceptConsent(String challenge, boolean remember, String consentId) {
    OAuth2ConsentRequest request = ory.consent().get(challenge);
    JsonObject idToken = new JsonObject();
    idToken.addProperty("name", request.subject());
    JsonObject accessToken = new JsonObject();
    accessToken.addProperty("consent_id", consentId);
    AcceptOAuth2ConsentRequest.Builder grant =
        ConsentGrant.requested(request)
            .session(
                AcceptOAuth2ConsentRequestSession.builder()
                    .idToken(idToken)
                    .accessToken(accessToken)
                    .build());
    if (remember && !Boolean.TRUE.equals(request.skip())) {
      grant.remember(true).rememberFor(Duration.ofHours(1));
    }
    return ory.consent().accept(challenge, grant.build());
  }

  // endregion

  // region introspect
  public IntrospectedOAuth2Token introspect(String token) {
    return ory.tokens().introspect(Secret.of(token));
  }
  // endregion
}
