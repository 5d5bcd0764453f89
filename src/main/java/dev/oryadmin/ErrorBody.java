package dev.oryadmin;

import com.google.gson.JsonObject;
import dev.oryadmin.internal.json.OneLine;
import dev.oryadmin.internal.json.Redaction;
import java.io.Serializable;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error, read leniently.
 *
 * <p>Proxies write anything; {@link ErrorShape} knows what Hydra and Ory Network write.
 *
 * @param message one line for people: status, error, hint
 * @param error the two parts of the error
 * @param flat true if the body has the shape of Hydra's own handlers
 * @param requestId the request id, if the body has one
 * @param text the body, limited in length and masked
 */
record ErrorBody(
    String message, ApiError error, boolean flat, @Nullable String requestId, String text)
    implements Serializable {
  /** Hydra's message if a client does not exist (ory/x sqlcon, all versions). */
  private static final String MISSING = "Unable to locate the resource";

  /** Hydra's message if it does not know a challenge: this name and this description. */
  private static final String NOT_FOUND = "Not Found";

  private static final String CHALLENGE_MISSING = "Unable to locate the requested resource";

  private static final int LONGEST_MESSAGE = 500;

  static ErrorBody of(int status, String reason, String text, Collection<String> secrets) {
    JsonObject json = ErrorShape.object(text);
    ErrorShape shape = json == null ? null : ErrorShape.of(json);
    String name = shape == null ? null : clean(shape.name(), secrets);
    String description = shape == null ? null : clean(shape.description(), secrets);
    ApiError error = new ApiError(name, description);
    String masked =
        json == null ? Redaction.maskText(text, secrets) : Redaction.mask(json, secrets).toString();
    return new ErrorBody(
        message(status, OneLine.of(Redaction.maskText(reason, secrets)), error),
        error,
        shape != null && shape.flat() && name != null,
        shape == null ? null : clean(shape.requestId(), secrets),
        masked);
  }

  /** Returns the URL to which the body of a 410 sends the browser; null if it has none. */
  static @Nullable String redirectTo(String text) {
    JsonObject json = ErrorShape.object(text);
    String target = json == null ? null : ErrorShape.text(json, "redirect_to");
    return target == null || target.isBlank() ? null : target;
  }

  /** Returns this body with a hint at the end of its message. */
  ErrorBody withHint(@Nullable String hint) {
    return hint == null
        ? this
        : new ErrorBody(message + " (" + hint + ")", error, flat, requestId, text);
  }

  boolean saysResourceMissing() {
    String more = error.description();
    return flat
        && (MISSING.equals(error.name())
            || (NOT_FOUND.equals(error.name())
                && more != null
                && more.startsWith(CHALLENGE_MISSING)));
  }

  private static String message(int status, String reason, ApiError error) {
    StringBuilder line = new StringBuilder().append(status);
    String name = error.name();
    if (name != null && !name.isBlank()) {
      line.append(' ').append(name);
    } else if (!reason.isBlank()) {
      line.append(' ').append(reason);
    }
    if (error.description() != null && !error.description().isBlank()) {
      line.append(": ").append(error.description());
    }
    return line.length() > LONGEST_MESSAGE
        ? line.substring(0, LONGEST_MESSAGE) + "…"
        : line.toString();
  }

  /** Returns the text as one line without secrets; null for null. */
  private static @Nullable String clean(@Nullable String text, Collection<String> secrets) {
    return text == null ? null : OneLine.of(Redaction.maskText(text, secrets));
  }
}
