package it;

import dev.oryadmin.ApiClient;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.testing.FakeHydra;

/** A client's life on the fake server. */
public final class FakeServerCheck {
  private FakeServerCheck() {}

  public static void main(String[] arguments) throws Exception {
    try (FakeHydra hydra = FakeHydra.start();
        ApiClient ory = ApiClient.builder().adminUrl(hydra.adminUrl()).build()) {
      OAuth2Client made =
          ory.clients()
              .create(
                  OAuth2Client.builder()
                      .clientName("billing")
                      .grantTypes(GrantType.CLIENT_CREDENTIALS)
                      .build());
      OAuth2Client read = ory.clients().get(made.clientId());
      if (!"billing".equals(read.clientName())
          || !read.grantTypes().get(0).value().equals("client_credentials")
          || hydra.requests().size() != 2) {
        throw new AssertionError(read.toString());
      }
    }
  }
}
