package dev.oryadmin.cli;

import dev.oryadmin.DecodeException;
import dev.oryadmin.Property;
import dev.oryadmin.model.JsonWebKeySet;
import dev.oryadmin.model.OAuth2Client;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Clients as a table, a line each. Columns have a fixed width, as nobody knows the rows to come; a
 * longer value takes its room.
 */
final class ClientTable {
  static final String HEADER = line("CLIENT ID", "NAME", "OWNER", "AUTHENTICATION", "GRANTS");

  /** The server shows it for every client that has none. */
  private static final JsonWebKeySet NO_KEYS = JsonWebKeySet.builder().build();

  private ClientTable() {}

  static String row(OAuth2Client client) {
    return line(
        client.clientId(),
        text(client, OAuth2Client.CLIENT_NAME),
        text(client, OAuth2Client.OWNER),
        text(client, OAuth2Client.TOKEN_ENDPOINT_AUTH_METHOD),
        text(client, OAuth2Client.GRANT_TYPES));
  }

  /** Returns a value for people to read, on one line. */
  static String text(OAuth2Client client, Property<OAuth2Client, ?> property) {
    @Nullable Object value;
    try {
      value = client.get(property);
    } catch (DecodeException e) {
      return "(of a wrong type)";
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(each -> cell(each.toString())).collect(Collectors.joining(","));
    }
    return value == null || value.equals(NO_KEYS) ? "" : cell(value.toString());
  }

  private static String cell(String text) {
    return Terminal.oneLine(text);
  }

  private static String line(String id, String name, String owner, String method, String grants) {
    return String.format("%-36s  %-20s  %-12s  %-19s  %s", cell(id), name, owner, method, grants)
        .stripTrailing();
  }
}
