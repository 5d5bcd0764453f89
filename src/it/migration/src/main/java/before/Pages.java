package before;

import sh.ory.hydra.ApiException;
import sh.ory.hydra.api.OAuth2Api;
import sh.ory.hydra.model.AcceptOAuth2ConsentRequest;
import sh.ory.hydra.model.AcceptOAuth2LoginRequest;
import sh.ory.hydra.model.OAuth2ConsentRequest;

/** What a login and a consent page tell the server. */
public final class Pages {
  private final OAuth2Api hydra;

  public Pages(OAuth2Api hydra) {
    this.hydra = hydra;
  }

  // region pages
  public String login(String challenge, String user) throws ApiException {
    try {
      hydra.getOAuth2LoginRequest(challenge);
    } catch (ApiException e) {
      if (e.getCode() == 404 || e.getCode() == 401 || e.getCode() == 410) {
        return "/start-again";
      }
      throw e;
    }
    AcceptOAuth2LoginRequest login =
        new AcceptOAuth2LoginRequest().subject(user).remember(true).rememberFor(3600L);
    return hydra.acceptOAuth2LoginRequest(challenge, login).getRedirectTo();
  }

  public String consent(String challenge) throws ApiException {
    OAuth2ConsentRequest request = hydra.getOAuth2ConsentRequest(challenge);
    AcceptOAuth2ConsentRequest grant =
        new AcceptOAuth2ConsentRequest()
            .grantScope(request.getRequestedScope())
            .grantAccessTokenAudience(request.getRequestedAccessTokenAudience());
    return hydra.acceptOAuth2ConsentRequest(challenge, grant).getRedirectTo();
  }
  // endregion
}
