package dev.oryadmin;

import java.util.Locale;

/**
 * Status 409: the request conflicts with the state of the server, which changed nothing.
 *
 * <p>One status 400 is a conflict too: the database could not serialize two writes. {@link
 * #reason()} tells which conflict it was.
 */
public final class ConflictException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** Why the server refused a write. */
  public enum Reason {
    /** Another client or another object already has this id. */
    ID_TAKEN,
    /**
     * Two writes came at the same time, and the database could not serialize them. If the status
     * was 400, the call has been retried, unless its {@link RetryPolicy} prevents that. It may
     * succeed later.
     */
    CONCURRENT_WRITE,
    /**
     * The login or consent challenge was answered already. Only servers before v2.2 report that as
     * a conflict.
     */
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
