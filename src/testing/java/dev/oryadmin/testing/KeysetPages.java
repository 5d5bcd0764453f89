package dev.oryadmin.testing;

import java.util.List;

/** Pages that start after an id, since v25.4: nobody who comes or goes meanwhile makes a gap. */
final class KeysetPages implements Pages {
  private static final int DEFAULT_SIZE = 100;
  private static final int MAX_SIZE = 500;

  private final ClientStore clients;
  private final PageTokens tokens;
  private final HydraVersion version;

  KeysetPages(ClientStore clients, PageTokens tokens, HydraVersion version) {
    this.clients = clients;
    this.tokens = tokens;
    this.version = version;
  }

  @Override
  public Answer page(Query query) {
    String token = query.firstNonEmpty("page_token");
    String start = token.isEmpty() ? "" : tokens.read(token);
    int size = size(query.firstNonEmpty("page_size"));
    List<StoredClient> found = clients.after(start, Pages.filter(query), size + 1);
    List<StoredClient> page = found.subList(0, Math.min(size, found.size()));
    Query sized = query.with("page_size", Integer.toString(size));
    String links = Pages.link(sized, tokens.after(""), "first");
    if (found.size() > size) {
      links += "," + Pages.link(sized, tokens.after(page.get(size - 1).id()), "next");
    }
    return Answer.json(200, Pages.json(page, version)).with("Link", links);
  }

  static int size(String text) {
    if (text.isEmpty()) {
      return DEFAULT_SIZE;
    }
    if (!text.matches("[+-]?[0-9]+")) {
      throw PageTokens.refused(
          "strconv.Atoi: parsing " + GoText.literal(text) + ": invalid syntax");
    }
    long size;
    try {
      size = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw PageTokens.refused(
          "strconv.Atoi: parsing " + GoText.literal(text) + ": value out of range");
    }
    return size <= 0 ? DEFAULT_SIZE : (int) Math.min(size, MAX_SIZE);
  }
}
