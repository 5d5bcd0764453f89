package dev.oryadmin.examples.login;

import dev.oryadmin.ApiClient;
import dev.oryadmin.OryException;
import java.io.IOException;
import java.util.Map;

/**
 * The pages that Hydra needs: login, consent, logout, device code, and errors. It keeps no state:
 * the challenge is in the forms. For the internet it needs a proxy with TLS in front, which sets
 * {@code X-Forwarded-Proto}. Thread-safe.
 */
public final class LoginApp implements AutoCloseable {
  private final Map<String, Step> steps;
  private final WebServer server;

  private LoginApp(ApiClient ory, Users users, int port) {
    CsrfTokens csrf = CsrfTokens.withNewKey();
    this.steps =
        Map.of(
            "/login", new LoginPage(ory, users, csrf),
            "/consent", new ConsentPage(ory, users, csrf),
            "/logout", new LogoutPage(ory, csrf),
            "/device", new DevicePage(ory, csrf));
    this.server = WebServer.start(port, this::answer);
  }

  /**
   * Starts it on this machine.
   *
   * @param ory the Hydra that sends browsers here; stays open
   * @param users the people who may log in
   * @param port where it listens; 0 for any free port
   * @throws java.io.UncheckedIOException if the port is taken
   */
  public static LoginApp start(ApiClient ory, Users users, int port) {
    return new LoginApp(ory, users, port);
  }

  /** Returns its URL, without a slash at the end. */
  public String url() {
    return server.url();
  }

  private void answer(Visit visit) throws IOException {
    Step step = steps.get(visit.path());
    if (step != null) {
      take(step, visit);
      return;
    }
    switch (visit.path()) {
      case "/error" -> ErrorPage.show(visit);
      case "/logged-out" ->
          visit.show(200, Page.message("You are logged out", "You can close this page."));
      case "/device/done" ->
          visit.show(200, Page.message("Your device is connected", "You can close this page."));
      default -> throw new BadVisitException(404, "There is no such page.");
    }
  }

  private static void take(Step step, Visit visit) throws IOException {
    try {
      switch (visit.method()) {
        case "GET" -> step.get(visit);
        case "POST" -> step.post(visit);
        default -> throw new BadVisitException(405, "A browser would not do this.");
      }
    } catch (OryException e) {
      ErrorPage.show(visit, e);
    }
  }

  /** Stops it. */
  @Override
  public void close() {
    server.close();
  }
}
