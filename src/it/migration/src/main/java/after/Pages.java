package after;

import dev.oryadmin.ApiClient;
import dev.oryadmin.ConsentGrant;
import dev.oryadmin.GoneException;
import dev.oryadmin.NotFoundException;
import dev.oryadmin.UnauthorizedException;
import dev.oryadmin.model.AcceptOAuth2LoginRequest;
import java.time.Duration;

/** What a login and a consent page tell the server. */
public final class Pages {
  private final ApiClient ory;

  public Pages(ApiClient ory) {
    this.ory = ory;
  }

  // region pages
  public String login(String challenge, String user) {
    AcceptOAuth2LoginRequest login =
        AcceptOAuth2LoginRequest.builder()
            .subject(user)
            .remember(true)
            .rememberFor(Duration.ofHours(1))
            .build();
    try {
      ory.login().get(challenge);
      return ory.login().accept(challenge, login).redirectTo();
    } catch (GoneException e) {
      return e.redirectTo(); // the browser goes on where it went before
    } catch (NotFoundException | UnauthorizedException e) {
      return "/start-again";
    }
  }

  public String consent(String challenge) {
    var grant = ConsentGrant.requested(ory.consent().get(challenge)).build();
    return ory.consent().accept(challenge, grant).redirectTo();
  }
  // endregion
}
