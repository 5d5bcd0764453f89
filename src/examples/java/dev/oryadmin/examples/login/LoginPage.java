package dev.oryadmin.examples.login;

import dev.oryadmin.ApiClient;
import dev.oryadmin.model.AcceptOAuth2LoginRequest;
import dev.oryadmin.model.OAuth2LoginRequest;
import dev.oryadmin.model.OpenIDConnectContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Asks who somebody is. Immutable. */
final class LoginPage implements Step {
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private static final String FORM =
      """
      {}
      <h1>Log in</h1>
      {}
      <form method="post" action="/login">
      {}
      <label for="name">Email address</label>
      <input id="name" name="name" type="text" inputmode="email" autocomplete="username" \
      autocapitalize="none" spellcheck="false" required value="{}"{}>
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required{}>
      <label class="choice"><input type="checkbox" name="remember" value="yes"{}> \
      Stay logged in on this device</label>
      <div class="actions">
      <button name="action" value="login">Log in</button>
      <button class="second" name="action" value="cancel" formnovalidate>Cancel</button>
      </div>
      </form>
      """;

  private final ApiClient ory;
  private final Users users;
  private final CsrfTokens csrf;

  LoginPage(ApiClient ory, Users users, CsrfTokens csrf) {
    this.ory = ory;
    this.users = users;
    this.csrf = csrf;
  }

  @Override
  public void get(Visit visit) throws IOException {
    String challenge = visit.challenge("login_challenge");
    OAuth2LoginRequest request = ory.login().get(challenge);
    if (request.skip()) {
      // Hydra knows this browser. Another subject would begin the login anew.
      accept(visit, challenge, AcceptOAuth2LoginRequest.builder().subject(request.subject()));
      return;
    }
    OpenIDConnectContext asked = request.oidcContext(); // null in a device flow
    String hint = asked == null || asked.loginHint() == null ? "" : asked.loginHint();
    show(visit, 200, challenge, request, hint);
  }

  @Override
  public void post(Visit visit) throws IOException {
    String challenge = csrf.challenge(visit);
    if (visit.parameter("action").equals("cancel")) {
      visit.redirect(ory.login().reject(challenge).redirectTo());
      return;
    }
    OAuth2LoginRequest request = ory.login().get(challenge);
    String name = visit.parameter("name");
    Optional<String> subject = users.check(name, visit.parameter("password"));
    if (subject.isEmpty()) {
      show(visit, 422, challenge, request, name);
      return;
    }
    boolean remember = visit.parameter("remember").equals("yes");
    AcceptOAuth2LoginRequest.Builder login =
        AcceptOAuth2LoginRequest.builder().subject(subject.get()).remember(remember);
    accept(visit, challenge, remember ? login.rememberFor(REMEMBERED) : login);
  }

  private void accept(Visit visit, String challenge, AcceptOAuth2LoginRequest.Builder login)
      throws IOException {
    visit.redirect(ory.login().accept(challenge, login.build()).redirectTo());
  }

  private void show(
      Visit visit, int status, String challenge, OAuth2LoginRequest request, String name)
      throws IOException {
    ClientView client = new ClientView(request.client());
    boolean refused = status != 200;
    Html wrong = new Html(refused ? " aria-invalid=\"true\" aria-describedby=\"error\"" : "");
    Html error =
        refused
            ? Html.of(
                """
                <p class="error" id="error" role="alert">The email address or the password is wrong.</p>
                """)
            : Html.NOTHING;
    Html focus = new Html(wrong + (name.isEmpty() ? " autofocus" : ""));
    Html next = new Html(wrong + (name.isEmpty() ? "" : " autofocus"));
    Html checked = new Html(visit.parameter("remember").equals("yes") ? " checked" : "");
    Html form =
        Html.of(
            FORM,
            client.heading(),
            error,
            csrf.fields(visit, challenge),
            name,
            focus,
            next,
            checked);
    visit.show(status, new Page("Log in to " + client.name(), form, client.logoOrigin()));
  }
}
