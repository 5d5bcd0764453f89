package dev.oryadmin.examples;

import dev.oryadmin.ApiClient;
import dev.oryadmin.Secret;
import dev.oryadmin.model.IntrospectedOAuth2Token;
import dev.oryadmin.model.OAuth2ConsentSession;
import dev.oryadmin.model.TokenUse;

/** One example for each operation on consent sessions, login sessions and tokens. */
public final class SessionsExamples {
  private final ApiClient ory;

  public SessionsExamples(ApiClient ory) {
    this.ory = ory;
  }

  public void listConsents(String subject) {
    // region listConsents
    for (OAuth2ConsentSession session : ory.sessions().listConsents(subject)) {
      System.out.println(
          session.consentRequest().client().clientName() + " may " + session.grantScope());
    }
    // endregion
  }

  public void revokeConsents(String subject, String clientId) {
    // region revokeConsents
    ory.sessions().revokeConsents(subject, clientId);
    ory.sessions().revokeAllConsents(subject); // of all clients
    // endregion
  }

  public void revokeLogins(String subject, String sid) {
    // region revokeLogins
    ory.sessions().revokeLogin(sid); // one session; its applications are notified
    ory.sessions().revokeLogins(subject); // all sessions; no application is notified
    // endregion
  }

  public boolean introspect(Secret token) {
    // region introspect
    IntrospectedOAuth2Token told = ory.tokens().introspect(token, "photos.read");
    boolean mayRead = told.active() && TokenUse.ACCESS_TOKEN.equals(told.tokenUse());
    // endregion
    return mayRead;
  }

  public void deleteAccessTokens(String clientId) {
    // region deleteAccessTokens
    ory.tokens().deleteAccessTokens(clientId); // refresh tokens stay valid
    // endregion
  }
}
