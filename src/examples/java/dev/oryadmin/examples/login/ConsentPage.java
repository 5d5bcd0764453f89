package dev.oryadmin.examples.login;

import dev.oryadmin.ApiClient;
import dev.oryadmin.ConsentGrant;
import dev.oryadmin.model.AcceptOAuth2ConsentRequest;
import dev.oryadmin.model.AcceptOAuth2ConsentRequestSession;
import dev.oryadmin.model.OAuth2ConsentRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Asks what an application may do. Immutable. */
final class ConsentPage implements Step {
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private static final String FORM =
      """
      {}
      <h1><bdi>{}</bdi> asks for access</h1>
      <form method="post" action="/consent">
      {}
      <fieldset>
      <legend>It would like to</legend>
      {}
      </fieldset>
      {}
      {}
      <label class="choice"><input type="checkbox" name="remember" value="yes"> \
      Do not ask again for 30 days</label>
      <div class="actions">
      <button name="action" value="allow">Allow</button>
      <button class="second" name="action" value="refuse">Refuse</button>
      </div>
      </form>
      """;

  private final ApiClient ory;
  private final Users users;
  private final CsrfTokens csrf;

  ConsentPage(ApiClient ory, Users users, CsrfTokens csrf) {
    this.ory = ory;
    this.users = users;
    this.csrf = csrf;
  }

  @Override
  public void get(Visit visit) throws IOException {
    String challenge = visit.challenge("consent_challenge");
    OAuth2ConsentRequest request = ory.consent().get(challenge);
    // Hydra leaves it to us to look at the client's skip_consent.
    if (request.skip() || Boolean.TRUE.equals(request.client().skipConsent())) {
      grant(visit, challenge, request, request.requestedScope(), false);
      return;
    }
    ClientView client = new ClientView(request.client());
    Html form =
        Html.of(
            FORM,
            client.heading(),
            client.name(),
            csrf.fields(visit, challenge),
            scopes(request.requestedScope()),
            audience(request.requestedAccessTokenAudience()),
            client.documents());
    visit.show(200, new Page(client.name() + " asks for access", form, client.logoOrigin()));
  }

  private static Html scopes(List<String> requested) {
    if (requested.isEmpty()) {
      return Html.of("<p>know that you have logged in, and nothing else</p>");
    }
    return Html.join(
        requested.stream()
            .map(
                scope ->
                    Html.of(
                        """
                        <label class="choice"><input type="checkbox" name="scope" value="{}" checked> \
                        <span>{}</span></label>
                        """,
                        scope,
                        ScopeView.words(scope)))
            .toList());
  }

  private static Html audience(List<String> requested) {
    if (requested.isEmpty()) {
      return Html.NOTHING;
    }
    Html services =
        Html.join(
            requested.stream()
                .map(service -> Html.of("<li><bdi>{}</bdi></li>\n", ClientView.visible(service)))
                .toList());
    return Html.of("<p>It would do so at these services:</p>\n<ul>\n{}</ul>", services);
  }

  @Override
  public void post(Visit visit) throws IOException {
    String challenge = csrf.challenge(visit);
    if (!visit.parameter("action").equals("allow")) {
      visit.redirect(ory.consent().reject(challenge).redirectTo());
      return;
    }
    OAuth2ConsentRequest request = ory.consent().get(challenge);
    // What was not asked for is not granted, whatever the form says: Hydra would not check.
    List<String> allowed =
        request.requestedScope().stream().filter(visit.parameters("scope")::contains).toList();
    grant(visit, challenge, request, allowed, visit.parameter("remember").equals("yes"));
  }

  private void grant(
      Visit visit,
      String challenge,
      OAuth2ConsentRequest request,
      List<String> scopes,
      boolean remember)
      throws IOException {
    AcceptOAuth2ConsentRequestSession session =
        AcceptOAuth2ConsentRequestSession.builder()
            .idToken(users.claims(request.subject(), scopes))
            .build();
    AcceptOAuth2ConsentRequest.Builder grant =
        ConsentGrant.requested(request).grantScope(scopes).session(session);
    if (remember) {
      grant.remember(true).rememberFor(REMEMBERED);
    }
    visit.redirect(ory.consent().accept(challenge, grant.build()).redirectTo());
  }
}
