package dev.oryadmin.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pages that start at an offset, before v25.4, with the traps of that time: the count is of all
 * clients whatever the filter, an empty server always has a next page (hydra#3674), and v2.0 skips
 * clients (hydra#3362). What can't be read is the first page or the usual size.
 */
final class OffsetPages implements Pages {
  private static final long DEFAULT_SIZE = 250;
  private static final long MAX_SIZE = 1000;
  private static final Pattern OFFSET = Pattern.compile("\"(?:offset|page)\":\"([0-9]{1,9})\"");

  private final ClientStore clients;
  private final HydraVersion version;

  OffsetPages(ClientStore clients, HydraVersion version) {
    this.clients = clients;
    this.version = version;
  }

  @Override
  public Answer page(Query query) {
    long total = clients.size();
    long size = size(query.first("page_size"));
    long offset = offset(query.first("page_token"), size);
    List<StoredClient> all = clients.after("", Pages.filter(query), Integer.MAX_VALUE);
    List<StoredClient> page =
        all.subList((int) Math.min(offset, all.size()), (int) Math.min(offset + size, all.size()));
    return Answer.json(200, Pages.json(page, version))
        .with("Link", links(query, offset, size, total))
        .with("X-Total-Count", Long.toString(total));
  }

  private String links(Query query, long offset, long size, long total) {
    Query sized = query.with("page_size", Long.toString(size));
    long last = total % size == 0 ? total - size : total / size * size;
    List<String> links = new ArrayList<>();
    if (total > 0 && offset >= last && total <= size) {
      return Pages.link(query.with("page_size", Long.toString(total)), token(0), "first");
    }
    if (offset >= last) {
      links.add(Pages.link(sized, token(0), "first"));
      if (total == 0) {
        links.add(Pages.link(sized, token((offset / size + 1) * size), "next"));
      }
      long prev = total == 0 ? (offset / size - 1) * size : last - size;
      links.add(Pages.link(sized, token(prev), "prev"));
    } else {
      if (offset >= size) {
        links.add(Pages.link(sized, token(0), "first"));
      }
      links.add(Pages.link(sized, token((offset / size + 1) * size), "next"));
      if (offset >= size) {
        links.add(Pages.link(sized, token((offset / size - 1) * size), "prev"));
      }
      links.add(Pages.link(sized, token(last), "last"));
    }
    return String.join(",", links);
  }

  private String token(long offset) {
    String json =
        version == HydraVersion.V2_0
            ? "{\"page\":\"" + offset + "\",\"v\":1}"
            : "{\"offset\":\"" + offset + "\",\"v\":2}";
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private long offset(String token, long size) {
    try {
      String json = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      Matcher offset = OFFSET.matcher(json);
      if (offset.find()) {
        long number = Long.parseLong(offset.group(1));
        // v2.0 takes its own offset for a page number.
        return version == HydraVersion.V2_0 ? number * size : number;
      }
    } catch (IllegalArgumentException e) {
      // Not base64: the first page.
    }
    return 0;
  }

  private static long size(String text) {
    if (!text.matches("[+-]?[0-9]{1,18}")) {
      return DEFAULT_SIZE;
    }
    return Math.max(1, Math.min(Long.parseLong(text), MAX_SIZE));
  }
}
