package dev.oryadmin;

import org.jspecify.annotations.Nullable;

/**
 * Status 410: what was asked for has been used already, such as a challenge that was answered.
 *
 * <p>Servers v2.0 and v2.1 say so of logins and consents, those up to v26.2 of logouts. The browser
 * goes on at {@link #redirectTo()}.
 */
public final class GoneException extends ApiException {
  private static final long serialVersionUID = 1L;

  // transient: it is as good as a secret.
  private final transient @Nullable String redirectTo;

  GoneException(ErrorBody body, CallFacts facts, @Nullable String redirectTo) {
    super(body, facts);
    this.redirectTo = redirectTo;
  }

  /**
   * Returns the absolute URL where the browser that brought the challenge goes on. A relative one
   * of the server is completed by the public URL.
   *
   * @return null if the server named none, or a relative one and {@code publicUrl} is not set
   */
  public @Nullable String redirectTo() {
    return redirectTo;
  }
}
