package dev.oryadmin.testing;

import static dev.oryadmin.testing.ClientField.CLIENT_ID;
import static dev.oryadmin.testing.ClientField.CLIENT_SECRET;
import static dev.oryadmin.testing.ClientField.TOKEN_ENDPOINT_AUTH_METHOD;

import java.util.Set;

/** The operations of the admin server. */
final class ClientAdministration {
  private static final Set<String> ROTATABLE = Set.of("client_secret_basic", "client_secret_post");

  private final ClientStore clients;
  private final ClientWriter writer;
  private final Pages pages;
  private final Validation validation;
  private final RandomValues random;
  private final HydraVersion version;

  ClientAdministration(
      ClientStore clients,
      ClientWriter writer,
      Pages pages,
      Validation validation,
      RandomValues random,
      HydraVersion version) {
    this.clients = clients;
    this.writer = writer;
    this.pages = pages;
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
    validation.check(client);
    ClientDocument created = writer.create(client);
    return Answer.json(201, created.toJson(version))
        .with("Location", writer.location(created.text(CLIENT_ID)));
  }

  Answer list(Query query) {
    return pages.page(query);
  }

  Answer get(String id) {
    return Answer.json(200, clients.get(id).document().fromDatabase().toJson(version));
  }

  Answer replace(String id, String body) {
    ClientDocument client;
    try {
      client = ClientDecoder.client(JsonSyntax.first(body), version);
    } catch (GoException e) {
      throw Refusal.undecodable(e.text());
    }
    validation.check(client);
    return Answer.json(200, writer.replace(clients.get(id), client, null).toJson(version));
  }

  Answer patch(String id, String body) {
    StoredClient client = clients.get(id);
    ClientDocument whole = client.document().fromDatabase();
    // The hash stands in the document, so that a patch can remove the secret.
    whole.set(CLIENT_SECRET, client.secretHash());
    ClientDocument patched;
    try {
      JsonText patch = JsonSyntax.only(body);
      JsonText result =
          JsonPatchDocument.apply(new JsonText(whole.toJson(version)), patch, version);
      patched = ClientDecoder.patched(result, whole, version);
    } catch (GoException e) {
      throw Refusal.unrecognizable();
    }
    boolean sameSecret = patched.text(CLIENT_SECRET).equals(client.secretHash());
    if (sameSecret) {
      patched.set(CLIENT_SECRET, null);
    }
    validation.check(patched);
    // The id is a property like any other here: a patch may write onto another client.
    StoredClient target = clients.get(patched.text(CLIENT_ID));
    String token = version.patchesInPlace() ? target.registrationToken() : null;
    return Answer.json(
        200,
        writer
            .replace(sameSecret ? target : target.withoutRotatedSecrets(), patched, token)
            .toJson(version));
  }

  Answer delete(String id) {
    clients.delete(id);
    return Answer.empty(204);
  }

  Answer setLifespans(String id, String body) {
    StoredClient client = clients.get(id);
    ClientDocument lifespans;
    try {
      lifespans = ClientDecoder.lifespans(JsonSyntax.first(body), version);
    } catch (GoException e) {
      throw Refusal.undecodable(e.text());
    }
    ClientDocument document = client.document().copy();
    document.replaceLifespans(lifespans);
    return Answer.json(200, writer.touch(client.withDocument(document)).toJson(version));
  }

  Answer rotateSecret(String id) {
    StoredClient client = rotatable(id);
    String secret = random.clientSecret();
    ClientDocument rotated = writer.touch(client.withRotatedSecret(secret));
    rotated.set(CLIENT_SECRET, secret);
    return Answer.json(200, rotated.toJson(version));
  }

  Answer deleteRotatedSecrets(String id) {
    return Answer.json(200, writer.touch(rotatable(id).withoutRotatedSecrets()).toJson(version));
  }

  private StoredClient rotatable(String id) {
    StoredClient client = clients.get(id);
    String method = client.document().text(TOKEN_ENDPOINT_AUTH_METHOD);
    if (!ROTATABLE.contains(method)) {
      throw Refusal.badRequest(
          "The client is configured to use the %s authentication method, which does not support client secret rotation."
              .formatted(GoText.literal(method)));
    }
    return client;
  }
}
