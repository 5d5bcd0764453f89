package dev.oryadmin.testing;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The list of clients, page by page, in the order of ids. */
final class ClientPages {
  private static final int DEFAULT_SIZE = 100;
  private static final int MAX_SIZE = 500;

  private final ClientStore clients;
  private final PageTokens tokens;

  ClientPages(ClientStore clients, PageTokens tokens) {
    this.clients = clients;
    this.tokens = tokens;
  }

  Answer page(Query query) {
    int size = size(query.first("page_size"));
    String token = query.first("page_token");
    String start = token.isEmpty() ? "" : tokens.read(token);
    List<StoredClient> found = clients.after(start, filter(query), size + 1);
    List<StoredClient> page = found.subList(0, Math.min(size, found.size()));
    Query sized = query.with("page_size", Integer.toString(size));
    String links = link(sized, "", "first");
    if (found.size() > size) {
      links += "," + link(sized, page.get(size - 1).id(), "next");
    }
    return Answer.json(200, json(page)).with("Link", links);
  }

  private static Predicate<StoredClient> filter(Query query) {
    return has(ClientField.CLIENT_NAME, query).and(has(ClientField.OWNER, query));
  }

  private static Predicate<StoredClient> has(ClientField field, Query query) {
    String wanted = query.first(field.wireName);
    return client -> wanted.isEmpty() || client.document().text(field).equals(wanted);
  }

  private String link(Query query, String after, String relation) {
    return "</admin/clients?%s>; rel=\"%s\""
        .formatted(query.with("page_token", tokens.after(after)), relation);
  }

  static String json(List<StoredClient> page) {
    return page.stream()
        .map(client -> client.document().fromDatabase().toJson())
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static int size(String text) {
    if (text.isEmpty()) {
      return DEFAULT_SIZE;
    }
    if (!text.matches("[+-]?[0-9]+")) {
      throw PageTokens.refused("strconv.Atoi: parsing \"" + text + "\": invalid syntax");
    }
    long size;
    try {
      size = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw PageTokens.refused("strconv.Atoi: parsing \"" + text + "\": value out of range");
    }
    return size <= 0 ? DEFAULT_SIZE : (int) Math.min(size, MAX_SIZE);
  }
}
