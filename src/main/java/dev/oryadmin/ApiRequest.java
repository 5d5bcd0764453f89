package dev.oryadmin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.oryadmin.internal.http.HeaderText;
import dev.oryadmin.internal.http.PathSegment;
import dev.oryadmin.internal.json.DurationText;
import dev.oryadmin.model.AcceptOAuth2ConsentRequest;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Builds one request and checks each part of it. For the generated API classes.
 *
 * <p>Not safe for use by several threads.
 *
 * @param <T> the type of the value that a successful answer is read as
 * @hidden
 */
@GeneratedCodeOnly
public final class ApiRequest<T extends @Nullable Object> {
  private final transient Transport transport;
  private final Operation operation;
  private final ResponseReader<T> result;
  private final @Nullable String pageTokenParameter;
  private final Map<String, String> path = new HashMap<>();
  private final transient List<String> query = new ArrayList<>();
  private final List<Property<?, ?>> omitted = new ArrayList<>();
  private transient @Nullable Secret authorization;
  private final transient List<String> form = new ArrayList<>();
  private transient RequestContent.@Nullable Source json;

  ApiRequest(
      Transport transport,
      Operation operation,
      ResponseReader<T> result,
      @Nullable String pageTokenParameter) {
    this.transport = transport;
    this.operation = operation;
    this.result = result;
    this.pageTokenParameter = pageTokenParameter;
  }

  /**
   * Sets a path parameter.
   *
   * @throws IllegalArgumentException if it is blank, {@code .} or {@code ..}, or ends in a slash
   */
  public void path(String name, String value) {
    path.put(name, PathSegment.check(name, value));
  }

  /**
   * Sets a query parameter; null leaves it out.
   *
   * @throws IllegalArgumentException if it is blank, which servers take for "no filter", or if no
   *     URL can hold it
   */
  public void query(String name, @Nullable Object value) {
    if (value == null) {
      return;
    }
    String text = text(value);
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          name + " is blank: the server would ignore it and list all");
    }
    PathSegment.checkText(name, text);
    query.add(name);
    query.add(text);
  }

  /**
   * Sets a query parameter that the operation needs.
   *
   * @throws NullPointerException if it is null
   * @throws IllegalArgumentException if it is blank, or if no URL can hold it
   */
  public void argument(String name, Object value) {
    if (text(notNull(name, value)).isBlank()) {
      throw new IllegalArgumentException(name + " is blank: the operation needs it");
    }
    query(name, value);
  }

  /** Sets a field of the form that is sent as the body; null leaves it out. */
  public void form(String name, @Nullable Object value) {
    if (value != null) {
      form.add(name);
      form.add(text(value));
    }
  }

  private static String text(Object value) {
    if (value instanceof Secret secret) {
      return secret.reveal();
    }
    return value instanceof Duration duration ? DurationText.format(duration) : value.toString();
  }

  /**
   * Checks that a parameter is not null: if a filter were null by mistake, the server would list
   * everything.
   *
   * @throws NullPointerException if it is null
   */
  public static <V> V notNull(String name, V value) {
    return requireNonNull(value, () -> name + " == null");
  }

  /**
   * Checks that a parameter is large enough.
   *
   * @throws IllegalArgumentException if it is too small
   */
  public static void atLeast(String name, long least, long value) {
    if (value < least) {
      throw new IllegalArgumentException(name + " < " + least + ": " + value);
    }
  }

  /**
   * Sets the token that authorizes this request, in place of the client's.
   *
   * @throws IllegalArgumentException if it is blank or can't be in a header
   */
  public void token(Secret token) {
    HeaderText.checkToken(requireNonNull(token, "token == null").reveal());
    authorization = Secret.of("Bearer " + token.reveal());
  }

  /** Authorizes this request as an OAuth 2.0 client, by its id and secret. */
  void authorization(String clientId, Secret secret) {
    // RFC 6749, section 2.3.1: both parts are form-encoded first, or + and % are misread.
    authorization =
        Secret.of(
            Credentials.basic(
                URLEncoder.encode(clientId, UTF_8), URLEncoder.encode(secret.reveal(), UTF_8)));
  }

  /**
   * Sets the body, without its read-only properties.
   *
   * @throws IllegalArgumentException if it has an id that no path can hold
   */
  public void body(Model<?> model) {
    checkIdentifiers(requireNonNull(model, "body == null"));
    json = out -> model.writeRequest(out, omitted);
  }

  /**
   * Sets the body after checking each value. For operations whose server would not say which value
   * is wrong.
   *
   * @throws IllegalArgumentException if the server would refuse a value or change it, or would
   *     remember a consent for ever that sets no time
   */
  public void checkedBody(Model<?> model) {
    requireNonNull(model, "body == null").check();
    if (model instanceof AcceptOAuth2ConsentRequest grant) {
      ConsentGrant.check(grant);
    }
    body(model);
  }

  /** Sets a body that is not a model. */
  public <B> void body(JsonType<B> type, B value) {
    Object wire = type.codec.encode(requireNonNull(value, "body == null"));
    json = out -> type.codec.writeAny(out, wire);
  }

  private static <M extends Model<M>> void checkIdentifiers(Model<M> model) {
    for (Property<M, ?> property : model.type().properties()) {
      if (property.is(Property.Trait.IDENTIFIER) && model.get(property) instanceof String id) {
        PathSegment.check(property.name(), id);
      }
    }
  }

  /**
   * Sets the body.
   *
   * @throws IllegalArgumentException if the patch is empty: the server would count it as a write
   */
  public void body(Patch<?> patch) {
    if (requireNonNull(patch, "patch == null").isEmpty()) {
      throw new IllegalArgumentException(
          "patch is empty: the server would count it as a write and revoke the registration token");
    }
    json = patch::write;
  }

  /** Leaves a property out of the body. */
  public void omit(Property<?, ?> property) {
    omitted.add(property);
  }

  /**
   * Returns the call. It can be executed any number of times.
   *
   * @throws IllegalStateException if the URL of the server is not set
   */
  public ApiCall<T> call() {
    HttpUrl.Builder url = transport.baseUrl(operation.server()).newBuilder();
    for (String segment : operation.path().substring(1).split("/", -1)) {
      if (segment.startsWith("{")) {
        String name = segment.substring(1, segment.length() - 1);
        String value = path.get(name);
        if (value == null) {
          throw new IllegalStateException(operation.id() + ": no path parameter " + name);
        }
        url.addPathSegment(value);
      } else {
        url.addPathSegment(segment);
      }
    }
    for (int i = 0; i < query.size(); i += 2) {
      url.addQueryParameter(query.get(i), query.get(i + 1));
    }
    return new ApiCall<>(
        transport, operation, url.build(), authorization, body(), result, pageTokenParameter);
  }

  private @Nullable RequestContent body() {
    if (json != null) {
      return RequestContent.json(json);
    }
    if (!form.isEmpty()) {
      return RequestContent.form(form);
    }
    boolean expected = operation.method().equals("POST") || operation.method().equals("PUT");
    return expected ? RequestContent.EMPTY : null;
  }
}
