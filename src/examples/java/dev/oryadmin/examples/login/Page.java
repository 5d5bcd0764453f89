package dev.oryadmin.examples.login;

/**
 * A page to show.
 *
 * @param title its title, which a screen reader says first
 * @param content what is in its middle
 * @param images where images may come from, for the Content-Security-Policy; empty for nowhere
 */
record Page(String title, Html content, String images) {
  private static final String FRAME =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="robots" content="noindex">
      <title>{}</title>
      <link rel="stylesheet" href="/style.css">
      </head>
      <body>
      <main>
      {}
      </main>
      </body>
      </html>
      """;

  Page(String title, Html content) {
    this(title, content, "");
  }

  /** Returns a page that says one thing. */
  static Page message(String title, String text) {
    return new Page(title, Html.of("<h1>{}</h1>\n<p>{}</p>", title, text));
  }

  Html html() {
    return Html.of(FRAME, title, content);
  }

  /** Returns the policy of a page that runs no script and loads nothing from elsewhere. */
  String contentSecurityPolicy() {
    // No form-action: browsers apply it to redirects after a form too, and these lead to Hydra
    // and to the application, which may have a scheme of its own.
    return "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"
        + (images.isEmpty() ? "" : "; img-src " + images);
  }
}
