package dev.oryadmin.examples.login;

import dev.oryadmin.ApiClient;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.OAuth2LogoutRequest;
import java.io.IOException;

/** Asks whether somebody wants to log out. Immutable. */
final class LogoutPage implements Step {
  private static final String FORM =
      """
      <h1>Log out?</h1>
      <p>{}</p>
      <form method="post" action="/logout">
      {}
      <div class="actions">
      <button name="action" value="logout">Log out</button>
      <button class="second" name="action" value="stay">Stay logged in</button>
      </div>
      </form>
      """;

  private final ApiClient ory;
  private final CsrfTokens csrf;

  LogoutPage(ApiClient ory, CsrfTokens csrf) {
    this.ory = ory;
    this.csrf = csrf;
  }

  @Override
  public void get(Visit visit) throws IOException {
    String challenge = visit.challenge("logout_challenge");
    OAuth2LogoutRequest request = ory.logout().get(challenge);
    OAuth2Client client = request.client(); // null if no application has asked
    if (client != null && Boolean.TRUE.equals(client.skipLogoutConsent())) {
      visit.redirect(ory.logout().accept(challenge).redirectTo());
      return;
    }
    Html who =
        client == null
            ? Html.of("You will be logged out of all applications in this browser.")
            : Html.of(
                "<bdi>{}</bdi> asks to log you out. Other applications will ask you to log in again.",
                new ClientView(client).name());
    visit.show(200, new Page("Log out", Html.of(FORM, who, csrf.fields(visit, challenge))));
  }

  @Override
  public void post(Visit visit) throws IOException {
    String challenge = csrf.challenge(visit);
    if (visit.parameter("action").equals("logout")) {
      visit.redirect(ory.logout().accept(challenge).redirectTo());
      return;
    }
    OAuth2Client client = ory.logout().get(challenge).client();
    ory.logout().reject(challenge); // answers nothing: where to go is up to us
    Html link = client == null ? Html.NOTHING : new ClientView(client).homeLink();
    visit.show(
        200,
        new Page("You are still logged in", Html.of("<h1>You are still logged in</h1>\n{}", link)));
  }
}
