package dev.oryadmin;

import dev.oryadmin.internal.json.Redaction;
import dev.oryadmin.internal.json.WrongValue;
import java.util.Collection;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * The JSON is malformed, or a value has another type than its property.
 *
 * <p>If the status of the call was 2xx and the answer is JSON, the server has carried out the
 * request, and only its answer can't be read. HTML comes from something in front of the server,
 * such as a login page. {@link #answerStatus()} and {@link #headers()} tell more, such as the
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

  /** Returns this exception with the facts of a call, and without secrets of its request. */
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
      return "; the answer is %d with %s/%s: check that the URL is Hydra's, and no login page is in front"
          .formatted(status, type.type(), type.subtype());
    }
    return "; the server answered " + status + ", so it has carried out the request";
  }

  /**
   * Returns the place in the JSON, such as {@code $.redirect_uris[1]}; {@code $} is the whole
   * document.
   */
  public String path() {
    return path;
  }
}
