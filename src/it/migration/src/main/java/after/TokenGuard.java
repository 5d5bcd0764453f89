package after;

import dev.oryadmin.ApiClient;
import dev.oryadmin.Secret;
import dev.oryadmin.model.IntrospectedOAuth2Token;
import dev.oryadmin.model.TokenUse;
import java.util.Optional;

/** Whose access token an API was called with. */
public final class TokenGuard {
  private final ApiClient ory;

  public TokenGuard(ApiClient ory) {
    this.ory = ory;
  }

  // region guard
  public Optional<String> caller(String token, String scope) {
    IntrospectedOAuth2Token found = ory.tokens().introspect(Secret.of(token), scope);
    boolean good = found.active() && TokenUse.ACCESS_TOKEN.equals(found.tokenUse());
    return good ? Optional.ofNullable(found.sub()) : Optional.empty();
  }
  // endregion
}
