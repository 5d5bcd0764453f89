package dev.oryadmin;

import java.util.Locale;

/**
 * Status 409: what was to be written is in the way of what the server has.
 *
 * <p>Also the one 400 that means the same: the database could not serialize two writes. {@link
 * #reason()} tells them apart. Nothing was changed.
 */
public final class ConflictException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** Why the server refused a write. */
  public enum Reason {
    /** Another client, or another object, has the id already. */
    ID_TAKEN,
    /**
     * Two writes came at the same time, and the database could not serialize them. The call has
     * been tried again, unless its {@link RetryPolicy} says otherwise; later it may succeed.
     */
    CONCURRENT_WRITE,
    /** The login or consent challenge was used before. Only servers of version 2.0 say so. */
    CHALLENGE_USED
  }

  private final Reason reason;

  ConflictException(ErrorBody body, CallFacts facts) {
    super(body, facts);
    this.reason = reason(body.error(), status());
  }

  private static Reason reason(ApiError error, int status) {
    if (status == 400) {
      return Reason.CONCURRENT_WRITE; // the only 400 that becomes a conflict
    }
    String said = (error.name() + " " + error.description()).toLowerCase(Locale.ROOT);
    if (said.contains("unable to serialize access")) {
      return Reason.CONCURRENT_WRITE;
    }
    return said.contains("already used") ? Reason.CHALLENGE_USED : Reason.ID_TAKEN;
  }

  /** Returns why the server refused the write; never null. */
  public Reason reason() {
    return reason;
  }
}
