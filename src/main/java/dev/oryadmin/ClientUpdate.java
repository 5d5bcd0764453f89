package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import dev.oryadmin.api.ClientsApi;
import dev.oryadmin.internal.json.RawJson;
import dev.oryadmin.internal.json.ValueCodec;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.OAuth2ClientTokenLifespans;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The smallest call that gives a client the desired values of some properties.
 *
 * @param desired the client with the desired values
 * @param actual the client as it was read
 * @param differing the properties to write
 */
record ClientUpdate(
    OAuth2Client desired, OAuth2Client actual, Set<Property<OAuth2Client, ?>> differing) {

  /**
   * Sends the update. Lifespans alone are set by their own call, which keeps the registration token
   * (hydra#4093).
   */
  OAuth2Client send(ClientsApi clients) {
    if (differing.stream().allMatch(ClientUpdate::isLifespan)) {
      return clients.setLifespans(actual.clientId(), lifespans());
    }
    try {
      return clients.patch(actual.clientId(), patch());
    } catch (BadRequestException e) {
      OAuth2Client whole = whole();
      // Servers before v25.4 refuse any patch of a client with a jwks_uri (hydra#3935).
      boolean refusedEmptyKeys =
          String.valueOf(e.error().description()).contains("jwks and jwks_uri")
              && ClientDifferences.isEmpty(OAuth2Client.JWKS, whole);
      if (!refusedEmptyKeys) {
        throw e;
      }
      return clients.replace(actual.clientId(), whole);
    }
  }

  /** Returns the client as it was read, with the desired values. */
  private OAuth2Client whole() {
    OAuth2Client.Builder whole = actual.toBuilder();
    differing.forEach(property -> copy(property, whole));
    return whole.build();
  }

  private <T> void copy(Property<OAuth2Client, T> property, OAuth2Client.Builder to) {
    boolean none = ClientDifferences.isEmpty(property, desired);
    to.set(property, none ? null : desired.get(property));
  }

  private Patch<OAuth2Client> patch() {
    Patch<OAuth2Client> patch = Patch.of(OAuth2Client.TYPE);
    differing.forEach(property -> replace(patch, property));
    return patch;
  }

  private <T> void replace(Patch<OAuth2Client> patch, Property<OAuth2Client, T> property) {
    if (!ClientDifferences.isEmpty(property, desired)) {
      patch.replace(property, desired.get(property));
    } else if (property.type().javaType() == Boolean.class) {
      // Not null, which servers before v25.4 take for "keep".
      patch.replace(property, requireNonNull(property.type.codec.decode(false)));
    } else {
      patch.clear(property);
    }
  }

  private static boolean isLifespan(Property<OAuth2Client, ?> property) {
    return OAuth2ClientTokenLifespans.TYPE.find(property.name()) != null;
  }

  /**
   * Returns all lifespans, because the call resets those that are left out: the differing ones as
   * desired, the others as they are, even those that only a newer server knows.
   */
  private OAuth2ClientTokenLifespans lifespans() {
    List<Property<OAuth2ClientTokenLifespans, ?>> all = OAuth2ClientTokenLifespans.PROPERTIES;
    PropertyValues values = new PropertyValues(all.size());
    for (Property<OAuth2ClientTokenLifespans, ?> lifespan : all) {
      Property<OAuth2Client, ?> property = OAuth2Client.TYPE.find(lifespan.name());
      if (property != null) {
        Model<?> source = differing.contains(property) ? desired : actual;
        Object wire = source.values.slots[property.index];
        values.slots[lifespan.index] = wire == null ? ValueCodec.NULL : wire;
      }
    }
    Map<String, RawJson> unknown = ((Model<?>) actual).values.unknown;
    if (unknown != null) {
      unknown.forEach(
          (name, value) -> {
            if (name.endsWith("_lifespan")) {
              values.putUnknown(name, value);
            }
          });
    }
    return OAuth2ClientTokenLifespans.TYPE.construct(values);
  }
}
