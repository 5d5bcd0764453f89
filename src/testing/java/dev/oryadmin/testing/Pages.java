package dev.oryadmin.testing;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The list of clients, page by page, in the order of ids. */
interface Pages {
  /** Returns the page that a query asks for. */
  Answer page(Query query);

  /** Matches exact values of name and owner; an empty one matches all. */
  static Predicate<StoredClient> filter(Query query) {
    return has(ClientField.CLIENT_NAME, query).and(has(ClientField.OWNER, query));
  }

  private static Predicate<StoredClient> has(ClientField field, Query query) {
    String wanted = query.first(field.wireName);
    return client -> wanted.isEmpty() || client.document().text(field).equals(wanted);
  }

  static String link(Query query, String token, String relation) {
    return "</admin/clients?%s>; rel=\"%s\"".formatted(query.with("page_token", token), relation);
  }

  static String json(List<StoredClient> page, HydraVersion version) {
    return page.stream()
        .map(client -> client.document().fromDatabase().toJson(version))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
