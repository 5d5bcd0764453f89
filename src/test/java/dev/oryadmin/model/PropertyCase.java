package dev.oryadmin.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonPrimitive;
import dev.oryadmin.DecodeException;
import dev.oryadmin.Model;
import dev.oryadmin.ModelBuilder;
import dev.oryadmin.ModelType;
import dev.oryadmin.Property;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One property of one model, with JSON texts it can and can't hold: what tests range over. */
record PropertyCase<M extends Model<M>, T>(ModelType<M> model, Property<M, T> property) {
  /** Stands in values that must not turn up in messages. */
  static final String MARKER = "do-not-show";

  private static final List<String> TEXTS =
      List.of(
          "\"" + MARKER + "\"",
          "\"\"",
          "\"1h30m0s\"",
          "\"2026-07-24T17:02:16.745580Z\"",
          "12345",
          "404",
          "-0",
          "1.5",
          "12345678901234567890",
          "true",
          "{}",
          "{\"" + MARKER + "\":1}",
          "{\"keys\":[{\"d\":\"" + MARKER + "\",\"kty\":\"RSA\"}]}",
          "[]",
          "[\"" + MARKER + "\",\"b\"]",
          "[{\"kty\":\"EC\"},{}]",
          "[\"a\",{\"" + MARKER + "\":1}]",
          "[\"a\",null]",
          "[[\"" + MARKER + "\"]]");

  /** All properties of all models. */
  static Stream<PropertyCase<?, ?>> all() {
    return models().flatMap(PropertyCase::of);
  }

  /** All models. */
  static Stream<ModelType<?>> models() {
    return Schemas.ALL.stream()
        .filter(ModelType.class::isInstance)
        .map(type -> (ModelType<?>) type);
  }

  @SuppressWarnings("unchecked") // the type of a model says so
  private static <M extends Model<M>> Stream<PropertyCase<?, ?>> of(ModelType<?> type) {
    ModelType<M> model = (ModelType<M>) type;
    return model.properties().stream().map(property -> new PropertyCase<>(model, property));
  }

  /** An object that holds this property alone. */
  String object(String value) {
    return "{" + new JsonPrimitive(property.name()) + ":" + value + "}";
  }

  M parse(String value) {
    return model.fromJson(object(value));
  }

  /** JSON texts the property can hold. */
  List<String> right() {
    return TEXTS.stream().filter(this::fits).toList();
  }

  /** Those of them that a builder takes: it refuses what the server would not do as told. */
  List<String> settable() {
    List<String> settable = right().stream().filter(this::isTaken).toList();
    assertThat(settable).as(property.name()).isNotEmpty();
    return settable;
  }

  private boolean isTaken(String text) {
    try {
      builder().set(property, parse(text).require(property));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** JSON texts the property can't hold. */
  List<String> wrong() {
    return TEXTS.stream().filter(text -> !fits(text)).toList();
  }

  private boolean fits(String text) {
    try {
      parse(text).get(property);
      return true;
    } catch (DecodeException e) {
      return false;
    }
  }

  /** The builder, from the model's own static method. */
  @SuppressWarnings("unchecked") // generated that way
  <B extends ModelBuilder<M, B>> B builder() {
    try {
      return (B) requireNonNull(model.javaType().getMethod("builder").invoke(null));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** What the accessor named after the property returns. */
  @Nullable Object access(M of) throws ReflectiveOperationException {
    return of.getClass().getMethod(camelCase()).invoke(of);
  }

  /** Whether the accessor's type allows for a property that is absent or null. */
  boolean accessorGivesNothing() throws ReflectiveOperationException {
    AnnotatedType type = model.javaType().getMethod(camelCase()).getAnnotatedReturnType();
    boolean container =
        property.type().javaType() == List.class || property.type().javaType() == Map.class;
    return container || type.isAnnotationPresent(Nullable.class);
  }

  /** The setters named after the property. */
  List<Method> setters(Object builder) {
    return Arrays.stream(builder.getClass().getMethods())
        .filter(method -> method.getName().equals(camelCase()))
        .toList();
  }

  private String camelCase() {
    StringBuilder name = new StringBuilder();
    for (String word : property.name().split("_", -1)) {
      name.append(
          name.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return name.toString();
  }

  @Override
  public String toString() {
    return property.toString();
  }
}
