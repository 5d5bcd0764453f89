package dev.oryadmin.examples.login;

import dev.oryadmin.ConflictException;
import dev.oryadmin.GoneException;
import dev.oryadmin.NotFoundException;
import dev.oryadmin.OryException;
import dev.oryadmin.UnauthorizedException;
import java.io.IOException;

/** Says what went wrong, in words for people. */
final class ErrorPage {
  private static final System.Logger LOG = System.getLogger(ErrorPage.class.getName());

  private static final String AGAIN = "Please start again at the application.";

  private ErrorPage() {}

  /** Shows an error that Hydra can tell no application: what it says is in the URL. */
  static void show(Visit visit) throws IOException {
    String code = ClientView.visible(visit.parameter("error"));
    String description = ClientView.visible(visit.parameter("error_description"));
    String hint = ClientView.visible(visit.parameter("error_hint"));
    Html details =
        Html.of(
            """
            <h1>This did not work</h1>
            <p>The application has asked for something that cannot be done. \
            If you can, tell the people behind it:</p>
            <p class="error"><code>{}</code> <bdi>{}</bdi> <bdi>{}</bdi></p>
            """,
            code.isEmpty() ? "error" : code,
            description,
            hint);
    visit.show(400, new Page("This did not work", details));
  }

  static void show(Visit visit, int status, String title, String message) throws IOException {
    visit.show(status, Page.message(title, message));
  }

  /** Answers a visit whose challenge came to an end, or whose server does not answer. */
  static void show(Visit visit, OryException e) throws IOException {
    if (e instanceof GoneException gone && gone.redirectTo() != null) {
      visit.redirect(gone.redirectTo()); // answered before, as servers v2.0 say
    } else if (e instanceof UnauthorizedException expired && expired.challengeExpired()) {
      show(visit, 410, "This took too long", AGAIN);
    } else if (e instanceof NotFoundException) {
      show(visit, 404, "This page is not valid", AGAIN);
    } else if (e instanceof ConflictException || e instanceof GoneException) {
      show(visit, 409, "This was answered before", AGAIN);
    } else {
      LOG.log(System.Logger.Level.ERROR, "The server does not do its part.", e); // masked
      show(visit, 502, "Something is broken here", "It is not your fault. Please try again later.");
    }
  }
}
