package dev.oryadmin.examples.login;

import dev.oryadmin.model.OAuth2Client;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a client shows itself to people. Whoever may register clients has written it, so nothing of
 * it is trusted: texts are cut, and URLs are shown only if they are plain web addresses. Immutable.
 */
record ClientView(OAuth2Client client) {
  private static final int MAX_NAME = 80;

  /** Returns the name, or the id of a client without one. */
  String name() {
    String name = visible(client.clientName());
    return name.isEmpty() ? visible(client.clientId()) : name;
  }

  /** Returns the logo and the name, which links to the client's own page. */
  Html heading() {
    String logo = web(client.logoUri());
    String home = web(client.clientUri());
    Html image =
        logo.isEmpty()
            ? Html.NOTHING
            : Html.of(
                """
                <img src="{}" alt="" width="64" height="64" referrerpolicy="no-referrer">
                """,
                logo);
    Html name = Html.of("<bdi>{}</bdi>", name());
    return Html.of(
        """
        <div class="client">{}<p>{}</p></div>
        """,
        image,
        home.isEmpty() ? name : link(home, name));
  }

  /** Returns from where the logo comes, as the Content-Security-Policy names it; or nothing. */
  String logoOrigin() {
    String logo = web(client.logoUri());
    if (logo.isEmpty()) {
      return "";
    }
    URI uri = URI.create(logo);
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  /** Returns a sentence with links to the privacy policy and the terms of service; or nothing. */
  Html documents() {
    List<Html> links = new ArrayList<>();
    String policy = web(client.policyUri());
    String terms = web(client.tosUri());
    if (!policy.isEmpty()) {
      links.add(link(policy, Html.of("privacy policy")));
    }
    if (!terms.isEmpty()) {
      links.add(link(terms, Html.of("terms of service")));
    }
    return switch (links.size()) {
      case 0 -> Html.NOTHING;
      case 1 -> Html.of("<p class=\"note\">Read its {}.</p>", links.get(0));
      default -> Html.of("<p class=\"note\">Read its {} and {}.</p>", links.get(0), links.get(1));
    };
  }

  /** Returns a link to the client's own page; or nothing. */
  Html homeLink() {
    String home = web(client.clientUri());
    return home.isEmpty()
        ? Html.NOTHING
        : Html.of("<p><a href=\"{}\">Go to <bdi>{}</bdi></a></p>", home, name());
  }

  /** A new tab, so that the flow is not lost. */
  private static Html link(String url, Html text) {
    return Html.of(
        "<a href=\"{}\" target=\"_blank\" rel=\"noopener noreferrer\">{}</a>", url, text);
  }

  /** Returns a web address as it is, and nothing for any other text, such as a script. */
  static String web(@Nullable String url) {
    if (url == null) {
      return "";
    }
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      // A host of these characters can stand in a header field.
      boolean host = uri.getHost() != null && uri.getHost().matches("[A-Za-z0-9.\\-:\\[\\]]+");
      return Set.of("https", "http").contains(scheme) && host && uri.getRawUserInfo() == null
          ? url
          : "";
    } catch (URISyntaxException e) {
      return "";
    }
  }

  /** Returns text in which nothing is hidden or turned around, and that is not too long. */
  static String visible(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", " ").strip();
    return plain.codePointCount(0, plain.length()) <= MAX_NAME
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, MAX_NAME)) + "…";
  }
}
