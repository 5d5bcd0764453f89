package dev.oryadmin;

/**
 * Status 401: credentials are missing, wrong, or those of another client; or a challenge has
 * expired.
 */
public final class UnauthorizedException extends ApiException {
  private static final long serialVersionUID = 1L;

  private final boolean challengeExpired;

  UnauthorizedException(ErrorBody body, CallFacts facts, boolean challengeExpired) {
    super(body, facts);
    this.challengeExpired = challengeExpired;
  }

  /**
   * Returns true if the challenge of a login, consent, logout or device request has expired, which
   * takes 30 minutes: the person has to start again at the application. False if it is the caller
   * who is not let in. Servers before v2.2 do not tell, and those before 2026-07 not of logouts.
   */
  public boolean challengeExpired() {
    return challengeExpired;
  }
}
