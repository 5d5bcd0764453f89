package dev.oryadmin;

import org.jspecify.annotations.Nullable;

/**
 * Status 410: the challenge has been answered already.
 *
 * <p>v2.0 and v2.1 answer so for logins and consents, and servers up to v26.2 for logouts. Send the
 * browser to {@link #redirectTo()}.
 */
public final class GoneException extends ApiException {
  private static final long serialVersionUID = 1L;

  // transient: it is as sensitive as a secret.
  private final transient @Nullable String redirectTo;

  GoneException(ErrorBody body, CallFacts facts, @Nullable String redirectTo) {
    super(body, facts);
    this.redirectTo = redirectTo;
  }

  /**
   * Returns the absolute URL to which to send the browser that brought the challenge. If the server
   * sends a relative URL, it is resolved against {@code publicUrl}.
   *
   * @return null if the server sent none, or if it sent a relative one and {@code publicUrl} is not
   *     set
   */
  public @Nullable String redirectTo() {
    return redirectTo;
  }
}
