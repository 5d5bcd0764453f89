package dev.oryadmin;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import dev.oryadmin.model.Schemas;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets an application's own Gson read and write the models, open enums and {@link Secret}s of this
 * SDK.
 *
 * <p>A plain {@code new Gson()} finds this factory by itself, because models name it in
 * {@code @JsonAdapter}. It needs no reflection on the models. Inside a model, the application's
 * naming policy, null handling and exclusions don't apply; its HTML escaping does.
 *
 * <p><b>By default, Gson leaves secrets out when it writes</b>, so that JSON made by a web
 * framework or a log statement shows none. To write secrets, call {@code toJson()} of the model, or
 * register {@link #withSecrets()}. Reading always reads secrets. Free-form JSON such as {@code
 * metadata} is always written completely.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class OryTypeAdapterFactory implements TypeAdapterFactory {
  private final boolean secrets;

  private static final class Types {
    static final Map<Class<?>, JsonType<?>> BY_CLASS =
        Stream.concat(Schemas.ALL.stream(), Stream.of(JsonType.SECRET))
            .collect(Collectors.toMap(JsonType::javaType, Function.identity()));
  }

  /** Creates a factory that leaves secrets out when writing. Gson calls this. */
  public OryTypeAdapterFactory() {
    this(false);
  }

  private OryTypeAdapterFactory(boolean secrets) {
    this.secrets = secrets;
  }

  /**
   * Returns a factory that writes secrets too, for an application that stores models: {@code new
   * GsonBuilder().registerTypeAdapterFactory(OryTypeAdapterFactory.withSecrets())}.
   */
  public static OryTypeAdapterFactory withSecrets() {
    return new OryTypeAdapterFactory(true);
  }

  /**
   * Returns the adapter for a type of this SDK; null for any other type.
   *
   * @throws IllegalStateException if Gson is older than 2.12
   */
  @Override
  public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> token) {
    JsonType<?> type = Types.BY_CLASS.get(token.getRawType());
    if (type == null) {
      return null;
    }
    @SuppressWarnings("unchecked") // the map is keyed by the Java type
    TypeAdapter<T> adapter = new JsonTypeAdapter<>((JsonType<T>) type, secrets);
    return adapter;
  }
}
