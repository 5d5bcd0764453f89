package dev.oryadmin;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Link} header (RFC 8288) of a list: where the next page is.
 *
 * <p>Only the page token is taken out of it. Its URL may lack the prefix of a proxy, or name
 * another host: following it would send credentials wherever an answer says.
 */
final class LinkHeader {
  private static final int LONGEST = 64 * 1_024;

  /** One link: target, then parameters. Possessive, so that hostile headers cost linear time. */
  private static final Pattern LINK =
      Pattern.compile(
          "<([^<>]*+)>((?:\\s*+;\\s*+[^\\s;,=\"]++(?:=(?:\"[^\"]*+\"|[^\\s;,\"]*+))?+)*+)");

  private static final Pattern REL =
      Pattern.compile(";\\s*+rel=(?:\"([^\"]*+)\"|([^\\s;,\"]++))", Pattern.CASE_INSENSITIVE);

  /** Where relative targets are resolved against; only the query of the result is looked at. */
  private static final HttpUrl ANYWHERE = HttpUrl.get("http://localhost/");

  private LinkHeader() {}

  /** Returns the page token of the link whose relation is "next"; null if there is none. */
  static @Nullable String nextPageToken(List<String> headers, String parameter) {
    for (String header : headers) {
      if (header.length() > LONGEST) {
        continue;
      }
      Matcher link = LINK.matcher(header);
      while (link.find()) {
        if (isNext(link.group(2))) {
          HttpUrl target = ANYWHERE.resolve(link.group(1));
          String token = target == null ? null : target.queryParameter(parameter);
          if (token != null && !token.isEmpty()) {
            return token;
          }
        }
      }
    }
    return null;
  }

  private static boolean isNext(String parameters) {
    Matcher rel = REL.matcher(parameters);
    if (!rel.find()) {
      return false;
    }
    String relations = rel.group(1) != null ? rel.group(1) : rel.group(2);
    return List.of(relations.split("\\s+")).contains("next");
  }
}
