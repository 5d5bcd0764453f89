package dev.oryadmin.testing;

import static dev.oryadmin.testing.ClientField.CLIENT_ID;
import static dev.oryadmin.testing.ClientField.CLIENT_SECRET;
import static dev.oryadmin.testing.ClientField.METADATA;
import static dev.oryadmin.testing.ClientField.REGISTRATION_ACCESS_TOKEN;

import java.util.Locale;

/** The operations of the public server by which clients register themselves (RFC 7591, 7592). */
final class DynamicRegistration {
  private static final String SECRET_CHOSEN =
      "It is not allowed to choose your own OAuth2 Client secret.";

  private final ClientStore clients;
  private final ClientWriter writer;
  private final Validation validation;
  private final RandomValues random;
  private final HydraVersion version;

  DynamicRegistration(
      ClientStore clients,
      ClientWriter writer,
      Validation validation,
      RandomValues random,
      HydraVersion version) {
    this.clients = clients;
    this.writer = writer;
    this.validation = validation;
    this.random = random;
    this.version = version;
  }

  Answer create(String body) {
    ClientDocument client;
    try {
      client = ClientDecoder.client(JsonSyntax.first(body), version);
    } catch (GoException e) {
      throw version.reportsUndecodableBodies()
          ? Refusal.undecodable(e.text())
          : Refusal.unrecognizable();
    }
    if (!version.acceptsChosenIds() && !client.text(CLIENT_ID).isEmpty()) {
      throw Refusal.idChosen();
    }
    if (!client.text(CLIENT_SECRET).isEmpty()) {
      throw Refusal.badRequest(SECRET_CHOSEN);
    }
    validation.checkRegistration(client);
    client.set(CLIENT_ID, random.clientId());
    ClientDocument created = writer.create(client);
    // To the admin server, and since v25.4 relative: that is what it sends.
    String root = version.hasOldRouter() ? "/" : "";
    return Answer.json(201, created.toJson(version))
        .with("Location", root + "admin/clients/" + created.text(CLIENT_ID));
  }

  Answer get(String id, ReceivedRequest request) {
    ClientDocument client = authorized(id, request).document().fromDatabase();
    client.set(METADATA, null);
    return Answer.json(200, client.toJson(version));
  }

  Answer replace(String id, ReceivedRequest request) {
    StoredClient target = authorized(id, request);
    ClientDocument client;
    try {
      client = ClientDecoder.client(JsonSyntax.first(request.body()), version);
    } catch (GoException e) {
      throw Refusal.badRequest("Unable to decode the request body. Is it valid JSON?");
    }
    if (!client.text(CLIENT_SECRET).isEmpty()) {
      throw new Refusal(403, "The requested action was forbidden", SECRET_CHOSEN);
    }
    validation.checkRegistration(client);
    String token = random.token();
    client.set(REGISTRATION_ACCESS_TOKEN, token);
    return Answer.json(200, writer.replace(target, client, token).toJson(version));
  }

  Answer delete(String id, ReceivedRequest request) {
    clients.delete(authorized(id, request).id());
    return Answer.empty(204);
  }

  /** Every failure looks the same, so that nobody learns which ids exist. */
  private StoredClient authorized(String id, ReceivedRequest request) {
    if (clients.has(id)) {
      StoredClient client = clients.get(id);
      String token = client.registrationToken();
      if (token != null && token.equals(bearerToken(request))) {
        return client;
      }
    }
    throw Refusal.badCredentials();
  }

  /** Reads the token from header or query; its prefix may be missing. */
  private String bearerToken(ReceivedRequest request) {
    String header = request.header("Authorization");
    String token = Query.parse(request.query()).first("access_token");
    if (header != null && header.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
      token = header.substring("bearer ".length());
    }
    int cuts = version.hasOldRouter() ? 1 : 2; // newer servers cut it off twice
    for (int i = 0; i < cuts && token.startsWith(RandomValues.TOKEN_PREFIX); i++) {
      token = token.substring(RandomValues.TOKEN_PREFIX.length());
    }
    return RandomValues.TOKEN_PREFIX + token;
  }
}
