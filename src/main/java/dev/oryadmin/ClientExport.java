package dev.oryadmin;

import static dev.oryadmin.model.OAuth2Client.CLIENT_SECRET;
import static dev.oryadmin.model.OAuth2Client.JWKS;
import static dev.oryadmin.model.OAuth2Client.REGISTRATION_ACCESS_TOKEN;
import static dev.oryadmin.model.OAuth2Client.REGISTRATION_CLIENT_URI;

import dev.oryadmin.internal.json.Redaction;
import dev.oryadmin.model.JsonWebKey;
import dev.oryadmin.model.JsonWebKeySet;
import dev.oryadmin.model.OAuth2Client;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes clients as JSON lines, without secrets. Used by one thread. */
final class ClientExport {
  private final OutputStream out;
  private final List<String> withoutPrivateKeys = new ArrayList<>();
  private long clients;

  ClientExport(OutputStream out) {
    this.out = out;
  }

  void write(OAuth2Client client) {
    OAuth2Client.Builder open =
        client.toBuilder()
            .unset(CLIENT_SECRET)
            .unset(REGISTRATION_ACCESS_TOKEN)
            .unset(REGISTRATION_CLIENT_URI);
    JsonWebKeySet keys = client.get(JWKS);
    if (keys != null && keys.keys().stream().anyMatch(ClientExport::isPrivate)) {
      List<JsonWebKey> publicKeys = keys.keys().stream().map(ClientExport::publicPart).toList();
      open.set(JWKS, keys.toBuilder().keys(publicKeys).build());
      withoutPrivateKeys.add(client.clientId());
    }
    try {
      out.write((open.build().toJson() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    clients++;
  }

  private static boolean isPrivate(JsonWebKey key) {
    return !key.equals(publicPart(key));
  }

  private static JsonWebKey publicPart(JsonWebKey key) {
    JsonWebKey.Builder open = key.toBuilder();
    for (Property<JsonWebKey, ?> member : JsonWebKey.PROPERTIES) {
      if (member.sensitive()) {
        open.unset(member);
      }
    }
    for (String name : key.additionalProperties().keySet()) {
      if (Redaction.isPrivateKeyMember(name)) {
        open.removeAdditionalProperty(name);
      }
    }
    return open.build();
  }

  ExportReport finish() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ExportReport(clients, withoutPrivateKeys);
  }
}
