package dev.oryadmin;

import static dev.oryadmin.model.OAuth2Client.CLIENT_SECRET;
import static dev.oryadmin.model.OAuth2Client.REGISTRATION_ACCESS_TOKEN;
import static dev.oryadmin.model.OAuth2Client.REGISTRATION_CLIENT_URI;

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
    OAuth2Client open =
        client.toBuilder()
            .unset(CLIENT_SECRET)
            .unset(REGISTRATION_ACCESS_TOKEN)
            .unset(REGISTRATION_CLIENT_URI)
            .build();
    OAuth2Client exported = PublicKeys.of(open);
    if (!exported.equals(open)) {
      withoutPrivateKeys.add(client.clientId());
    }
    try {
      out.write((exported.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    clients++;
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
