package dev.oryadmin.examples;

import static dev.oryadmin.model.OAuth2Client.CLIENT_SECRET;

import dev.oryadmin.ApiClient;
import dev.oryadmin.ConflictException;
import dev.oryadmin.Secret;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import java.util.Optional;

/** Gives each partner company one OAuth 2.0 client. */
class PartnerAccess {
  private final ApiClient ory;

  PartnerAccess(ApiClient ory) {
    this.ory = ory;
  }

  /** Returns the secret of the partner's new client; empty if the partner has a client already. */
  Optional<Secret> grant(String partner) {
    OAuth2Client client =
        OAuth2Client.builder()
            .clientId(partner)
            .grantTypes(GrantType.CLIENT_CREDENTIALS)
            .scope("orders.read")
            .build();
    try {
      return Optional.of(ory.clients().create(client).require(CLIENT_SECRET));
    } catch (ConflictException e) {
      return Optional.empty();
    }
  }
}
