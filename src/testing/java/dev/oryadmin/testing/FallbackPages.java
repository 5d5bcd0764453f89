package dev.oryadmin.testing;

import static dev.oryadmin.testing.Answer.escapedForHtml;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The fake's own pages, shown where a page has no URL; and those that send browsers on. */
final class FallbackPages {
  private FallbackPages() {}

  /** Returns the page of a path, or null if there is none. */
  static @Nullable Answer answer(String path, Query query) {
    for (FlowUrl page : FlowUrl.values()) {
      if (page.fallback.equals(path)) {
        return page == FlowUrl.ERROR ? error(query) : missing(page);
      }
    }
    return null;
  }

  private static Answer missing(FlowUrl page) {
    boolean done = page == FlowUrl.DEVICE_SUCCESS || page == FlowUrl.POST_LOGOUT_REDIRECT;
    String name = page.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return page(
        200,
        done ? "Done" : "No page here",
        done
            ? "This is the end of the flow. An application's own page can be set: FlowUrl." + page
            : "The URL of the " + name + " page is not set: FlowUrl." + page);
  }

  private static Answer error(Query query) {
    return page(500, "Error: " + query.first("error"), query.first("error_description"));
  }

  private static Answer page(int status, String title, String text) {
    String html =
        """
        <!doctype html>
        <html lang="en">
        <title>%s</title>
        <h1>%s</h1>
        <p>%s</p>
        </html>
        """
            .formatted(escapedForHtml(title), escapedForHtml(title), escapedForHtml(text));
    return Answer.of(status, "text/html; charset=utf-8", html);
  }

  /** Returns a page that posts parameters to an application at once. */
  static String form(String action, Query parameters) {
    StringBuilder fields = new StringBuilder();
    for (String name : parameters.names()) {
      fields.append(
          "<input type=\"hidden\" name=\"%s\" value=\"%s\"/>\n"
              .formatted(escapedForHtml(name), escapedForHtml(parameters.first(name))));
    }
    return """
        <html>
        <body onload="document.forms[0].submit()">
        <form method="post" action="%s">
        %s</form>
        </body>
        </html>"""
        .formatted(escapedForHtml(action), fields);
  }

  /** Returns a page that tells applications about a logout, each in a frame of its own. */
  static String frontChannelLogout(List<String> frames, String redirect) {
    StringBuilder iframes = new StringBuilder();
    for (String frame : frames) {
      iframes.append("<iframe src=\"%s\"></iframe>\n".formatted(escapedForHtml(frame)));
    }
    return """
        <html>
        <head>
            <meta http-equiv="refresh" content="7; URL=%s">
        </head>
        <body>
        %s</body>
        </html>
        """
        .formatted(escapedForHtml(redirect), iframes);
  }
}
