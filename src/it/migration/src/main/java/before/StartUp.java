package before;

import java.util.List;
import sh.ory.hydra.ApiClient;
import sh.ory.hydra.ApiException;
import sh.ory.hydra.api.OAuth2Api;
import sh.ory.hydra.model.OAuth2Client;

/** Makes sure at start-up that a client is there. */
public final class StartUp {
  private StartUp() {}

  // region start-up
  public static String ensure(String adminUrl) throws ApiException {
    OAuth2Api hydra = new OAuth2Api(new ApiClient().setBasePath(adminUrl));
    OAuth2Client desired =
        new OAuth2Client()
            .clientName("billing")
            .owner("team-a")
            .grantTypes(List.of("client_credentials"))
            .scope("invoices.read");
    for (OAuth2Client found : hydra.listOAuth2Clients(250L, null, "billing", "team-a")) {
      desired.clientId(found.getClientId());
      hydra.setOAuth2Client(found.getClientId(), desired);
      return null;
    }
    return hydra.createOAuth2Client(desired).getClientSecret();
  }
  // endregion
}
