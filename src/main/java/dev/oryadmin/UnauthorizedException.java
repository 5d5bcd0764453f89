package dev.oryadmin;

/** Status 401: credentials are missing, wrong or of another client, or a challenge has expired. */
public final class UnauthorizedException extends ApiException {
  private static final long serialVersionUID = 1L;

  private final boolean challengeExpired;

  UnauthorizedException(ErrorBody body, CallFacts facts, boolean challengeExpired) {
    super(body, facts);
    this.challengeExpired = challengeExpired;
  }

  /**
   * Returns true if the challenge of a login, consent, logout or device request has expired, which
   * happens after 30 minutes. Then the person has to start again at the application. Returns false
   * if the caller's credentials were refused.
   *
   * <p>Servers before v2.2 do not report expired challenges, and servers before 2026-07 do not
   * report those of logouts.
   */
  public boolean challengeExpired() {
    return challengeExpired;
  }
}
