package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A client has a new secret, but {@link ClientRegistry#rotateSecret} could not finish.
 *
 * <p>The exception holds the new secret, so that it is not lost. The message never shows it.
 * Immutable, except for what {@link Throwable} allows.
 */
public final class UnfinishedRotationException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final String clientId;
  private final transient @Nullable Secret secret;
  private final boolean handedOut;

  UnfinishedRotationException(
      String message,
      @Nullable Throwable cause,
      String clientId,
      Secret secret,
      boolean handedOut) {
    super(message, cause);
    this.clientId = clientId;
    this.secret = secret;
    this.handedOut = handedOut;
  }

  /** Returns the id of the client. */
  public String clientId() {
    return clientId;
  }

  /**
   * Returns the new secret. The message says whether it is known to be valid.
   *
   * @throws NullPointerException if this exception has been serialised, which drops the secret
   */
  public Secret secret() {
    return requireNonNull(secret, "secret == null: it is not serialised");
  }

  /** Returns true if {@code handOut} got the new secret. */
  public boolean handedOut() {
    return handedOut;
  }
}
