package dev.oryadmin.cli;

import dev.oryadmin.model.OAuth2Client;
import java.util.List;
import java.util.Map;

/**
 * What files say.
 *
 * @param clients without secrets
 * @param secrets where the secrets are of those that name one, by id, or else by owner and name
 */
record DesiredClients(List<OAuth2Client> clients, Map<String, SecretReference> secrets) {
  /** Takes copies. */
  DesiredClients {
    clients = List.copyOf(clients);
    secrets = Map.copyOf(secrets);
  }

  /** Returns the name under which a store knows a client: its id, or else owner and name. */
  static String key(OAuth2Client client) {
    boolean hasId = client.get(OAuth2Client.CLIENT_ID) != null && !client.clientId().isEmpty();
    return hasId ? client.clientId() : client.owner() + "/" + client.clientName();
  }
}
