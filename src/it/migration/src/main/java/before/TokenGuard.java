package before;

import java.util.Arrays;
import java.util.Optional;
import sh.ory.hydra.ApiException;
import sh.ory.hydra.api.OAuth2Api;
import sh.ory.hydra.model.IntrospectedOAuth2Token;

/** Whose access token an API was called with. */
public final class TokenGuard {
  private final OAuth2Api hydra;

  public TokenGuard(OAuth2Api hydra) {
    this.hydra = hydra;
  }

  // region guard
  public Optional<String> caller(String token, String scope) throws ApiException {
    IntrospectedOAuth2Token found = hydra.introspectOAuth2Token(token, null);
    if (!found.getActive() || "refresh_token".equals(found.getTokenUse())) {
      return Optional.empty();
    }
    boolean granted =
        found.getScope() != null && Arrays.asList(found.getScope().split(" ")).contains(scope);
    return granted ? Optional.ofNullable(found.getSub()) : Optional.empty();
  }
  // endregion
}
