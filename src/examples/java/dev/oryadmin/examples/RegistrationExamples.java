package dev.oryadmin.examples;

import static dev.oryadmin.model.OAuth2Client.REGISTRATION_ACCESS_TOKEN;

import dev.oryadmin.ApiClient;
import dev.oryadmin.Secret;
import dev.oryadmin.model.OAuth2Client;

/** One example for each operation of {@code docs/RegistrationApi.md}. */
public final class RegistrationExamples {
  private final ApiClient ory;

  public RegistrationExamples(ApiClient ory) {
    this.ory = ory;
  }

  public OAuth2Client create() {
    // region create
    OAuth2Client mine =
        OAuth2Client.builder()
            .clientName("mobile app")
            .redirectUris("https://app.example/callback")
            .build();
    OAuth2Client registered = ory.registration().create(mine);
    Secret token = registered.require(REGISTRATION_ACCESS_TOKEN); // keep it with the id
    // endregion
    System.out.println(token);
    return registered;
  }

  public OAuth2Client get(String id, Secret token) {
    // region get
    OAuth2Client registered = ory.registration().get(id, token);
    // endregion
    return registered;
  }

  public Secret replace(String id, Secret token) {
    // region replace
    OAuth2Client registered = ory.registration().get(id, token);
    OAuth2Client renamed = registered.toBuilder().clientName("mobile app 2").build();
    Secret next = ory.registration().replace(id, token, renamed).require(REGISTRATION_ACCESS_TOKEN);
    // endregion
    return next;
  }

  public void delete(String id, Secret token) {
    // region delete
    ory.registration().delete(id, token);
    // endregion
  }
}
