package dev.oryadmin;

import dev.oryadmin.internal.json.Redaction;
import dev.oryadmin.internal.json.WrongValue;
import java.util.Collection;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * JSON that is not what it should be: no JSON at all, or a value of another type than its property.
 *
 * <p>When it comes out of a call with a status of 2xx, the server did what it was asked to: only
 * its answer can't be read. {@link #answerStatus()} and {@link #headers()} tell more, such as the
 * {@code Location} of what was created.
 */
public final class DecodeException extends OryException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final String problem;

  DecodeException(String path, String problem) {
    this(path, problem, null, CallFacts.NONE);
  }

  private DecodeException(String path, String problem, @Nullable Throwable cause, CallFacts facts) {
    super(problem + consequence(facts), cause, facts);
    this.path = path;
    this.problem = problem;
  }

  static DecodeException of(Property<?, ?> property, WrongValue value) {
    return of(property.owner.name(), "$." + property.name(), value);
  }

  static DecodeException of(String name, String path, WrongValue value) {
    String full = path + value.path();
    return new DecodeException(full, name + " " + full + ": expected " + value.expected());
  }

  /** Returns the same, come out of a call: without what the request had of secrets. */
  DecodeException in(CallFacts facts, Collection<String> secrets) {
    String open = Redaction.maskText(path, secrets);
    String words = Redaction.maskText(problem, secrets);
    boolean same = open.equals(path) && words.equals(problem);
    return new DecodeException(open, words, same ? this : null, facts);
  }

  private static String consequence(CallFacts facts) {
    Integer status = facts.status();
    if (status == null) {
      return "";
    }
    String contentType = facts.headers().get("Content-Type");
    MediaType type = contentType == null ? null : MediaType.parse(contentType);
    if (type != null && !type.subtype().contains("json")) {
      return "; the answer is %d with %s/%s: is this the URL of Hydra, and no log-in page before it?"
          .formatted(status, type.type(), type.subtype());
    }
    return "; the server answered " + status + ": it did what it was asked to";
  }

  /**
   * Returns where in the JSON it is, such as {@code $.redirect_uris[1]}; {@code $} is the whole.
   */
  public String path() {
    return path;
  }
}
