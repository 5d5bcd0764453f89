package dev.oryadmin.registry;

import com.google.gson.JsonObject;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import dev.oryadmin.testing.HydraVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random sets of the same eight clients, half of which have ids of their own. All have the same
 * properties, so that what an earlier set had is cleared if need be.
 *
 * @param prefix of ids
 * @param version says which servers know what is in a client
 */
record RandomSets(Random random, String prefix, HydraVersion version) {
  private static final int NAMES = 8;

  /** Returns a set that has the first client at least. */
  List<OAuth2Client> next() {
    List<OAuth2Client> set = new ArrayList<>();
    for (int i = 0; i < NAMES; i++) {
      if (i == 0 || random.nextBoolean()) {
        set.add(client("c" + i, version != HydraVersion.V2_0 && i % 2 == 0));
      }
    }
    return set;
  }

  private OAuth2Client client(String name, boolean withId) {
    JsonObject metadata = new JsonObject();
    metadata.addProperty("tier", random.nextInt(3));
    OAuth2Client.Builder client =
        OAuth2Client.builder()
            .clientName(name)
            .grantTypes(GrantType.CLIENT_CREDENTIALS)
            .scope(random.nextBoolean() ? "a b" : "b c")
            .contacts(random.nextBoolean() ? List.of("ops@example.com") : List.of())
            .metadata(random.nextBoolean() ? metadata : null)
            .policyUri(random.nextBoolean() ? "https://a.example/policy" : null)
            .skipConsent(version == HydraVersion.V2_0 ? null : random.nextBoolean())
            .tokenEndpointAuthMethod(
                random.nextInt(4) == 0
                    ? TokenEndpointAuthMethod.NONE
                    : TokenEndpointAuthMethod.CLIENT_SECRET_BASIC)
            .clientCredentialsGrantAccessTokenLifespan(
                random.nextBoolean() ? Duration.ofMinutes(random.nextInt(3)) : null);
    return withId ? client.clientId(prefix + name).build() : client.build();
  }
}
