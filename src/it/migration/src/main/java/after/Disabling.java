package after;

import static dev.oryadmin.model.OAuth2Client.GRANT_TYPES;
import static dev.oryadmin.model.OAuth2Client.RESPONSE_TYPES;

import dev.oryadmin.ApiClient;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.ResponseType;
import java.util.List;

/** Takes from a client all that it can do, but keeps its settings. */
public final class Disabling {
  private Disabling() {}

  // region disable
  public static void disable(ApiClient ory, String id) {
    ory.clients()
        .patch(
            id,
            patch ->
                patch
                    .replace(GRANT_TYPES, List.of(GrantType.of("disabled")))
                    .replace(RESPONSE_TYPES, List.of(ResponseType.of("disabled"))));
    ory.tokens().deleteAccessTokens(id);
  }
  // endregion
}
