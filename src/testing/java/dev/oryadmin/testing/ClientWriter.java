package dev.oryadmin.testing;

import static dev.oryadmin.testing.ClientField.CLIENT_ID;
import static dev.oryadmin.testing.ClientField.CLIENT_SECRET;
import static dev.oryadmin.testing.ClientField.CREATED_AT;
import static dev.oryadmin.testing.ClientField.METADATA;
import static dev.oryadmin.testing.ClientField.REGISTRATION_ACCESS_TOKEN;
import static dev.oryadmin.testing.ClientField.REGISTRATION_CLIENT_URI;
import static dev.oryadmin.testing.ClientField.TOKEN_ENDPOINT_AUTH_METHOD;
import static dev.oryadmin.testing.ClientField.UPDATED_AT;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes clients that passed validation. Each method returns the client as the answer shows it,
 * which is not what a later read shows: a write echoes what it was sent.
 */
final class ClientWriter {
  private final ClientStore clients;
  private final RandomValues random;
  private final Clock clock;
  private final Supplier<String> publicUrl;
  private final HydraVersion version;

  ClientWriter(
      ClientStore clients,
      RandomValues random,
      Clock clock,
      Supplier<String> publicUrl,
      HydraVersion version) {
    this.clients = clients;
    this.random = random;
    this.clock = clock;
    this.publicUrl = publicUrl;
    this.version = version;
  }

  ClientDocument create(ClientDocument client) {
    Instant now = clock.instant();
    String chosenId = client.text(CLIENT_ID);
    if (chosenId.isEmpty()) {
      client.set(CLIENT_ID, random.clientId());
    }
    client.set(REGISTRATION_CLIENT_URI, registrationUri(chosenId, client.text(CLIENT_ID)));
    if (client.text(CLIENT_SECRET).isEmpty()) {
      client.set(CLIENT_SECRET, random.clientSecret());
    }
    client.set(REGISTRATION_ACCESS_TOKEN, random.token());
    // Rounded to the nearest second: it may lie after updated_at.
    client.set(CREATED_AT, now.plusMillis(500).truncatedTo(ChronoUnit.SECONDS));
    client.set(UPDATED_AT, now.truncatedTo(ChronoUnit.MICROS));
    withMetadata(client);
    clients.insert(
        new StoredClient(
            withoutSecrets(client),
            StoredClient.hash(client.text(CLIENT_SECRET)),
            List.of(),
            client.text(REGISTRATION_ACCESS_TOKEN)));
    if (client.text(TOKEN_ENDPOINT_AUTH_METHOD).equals("none")) {
      client.set(CLIENT_SECRET, null);
    }
    return client;
  }

  /**
   * Replaces everything but id, creation time and, unless a new one is given, secret.
   *
   * @param target the client to overwrite
   * @param registrationToken the token that counts from now on, or null for none
   */
  ClientDocument replace(
      StoredClient target, ClientDocument client, @Nullable String registrationToken) {
    Instant now = clock.instant();
    Instant created = client.time(CREATED_AT);
    client.set(CLIENT_ID, target.id());
    client.set(CREATED_AT, created == null || created.equals(GoTime.ZERO) ? now : created);
    client.set(UPDATED_AT, now.truncatedTo(ChronoUnit.MICROS));
    withMetadata(client);
    ClientDocument stored = withoutSecrets(client);
    stored.set(CREATED_AT, target.document().time(CREATED_AT));
    StoredClient updated = target.withDocument(stored).withRegistrationToken(registrationToken);
    String secret = client.text(CLIENT_SECRET);
    clients.update(secret.isEmpty() ? updated : updated.withSecret(secret));
    return client;
  }

  /** Stores a change that is neither a PUT nor a PATCH; the registration token survives it. */
  ClientDocument touch(StoredClient client) {
    ClientDocument document = client.document().copy();
    document.set(UPDATED_AT, clock.instant().truncatedTo(ChronoUnit.MICROS));
    clients.update(client.withDocument(document));
    return document.fromDatabase();
  }

  private static void withMetadata(ClientDocument client) {
    if (!client.has(METADATA)) {
      client.set(METADATA, "{}");
    }
  }

  private static ClientDocument withoutSecrets(ClientDocument client) {
    ClientDocument stored = client.copy();
    stored.set(CLIENT_SECRET, null);
    stored.set(REGISTRATION_ACCESS_TOKEN, null);
    stored.set(REGISTRATION_CLIENT_URI, null);
    return stored;
  }

  /** Since v2.2 the server builds this link before it makes up an id. */
  private String registrationUri(String chosenId, String id) {
    String path =
        switch (version) {
          case V2_0 -> escapedTwice("/oauth2/register/", id);
          case V2_2 -> "/oauth2/register/" + GoUrl.encodePath(GoUrl.encodeSegment(chosenId));
          case V25_4, V26_2, LATEST -> escapedTwice("/oauth2/register/", chosenId);
        };
    return publicUrl.get() + path;
  }

  /** Returns where a new client is, as the server says it; v2.2 escapes nothing. */
  String location(String id) {
    return version == HydraVersion.V2_2
        ? GoUrl.cleanPath("/admin/clients/" + id)
        : escapedTwice("/admin/clients/", id);
  }

  /** The server escapes an id twice, and takes dots for directories. */
  private static String escapedTwice(String path, String id) {
    return GoUrl.encodePath(GoUrl.cleanPath(path + GoUrl.encodeSegment(id)));
  }
}
