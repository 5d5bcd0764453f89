package dev.oryadmin.generated;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.oryadmin.JsonType;
import dev.oryadmin.Model;
import dev.oryadmin.ModelBuilder;
import dev.oryadmin.OpenEnum;
import dev.oryadmin.Property;
import dev.oryadmin.Secret;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of any type that a generated model has, found by the types of its constants. */
final class Sample {
  /** Models that refer to themselves would have no end. */
  private static final int DEPTH = 3;

  private static final Map<Class<?>, Object> SCALARS =
      Map.of(
          String.class,
          "a \"text\" of \u00fc, \u20ac and \ud83d\ude00",
          Boolean.class,
          true,
          Integer.class,
          Integer.MIN_VALUE,
          Long.class,
          Long.MAX_VALUE,
          BigDecimal.class,
          new BigDecimal("-1234567890123456789.10"),
          Instant.class,
          Instant.parse("2026-02-03T04:05:06.000000007Z"),
          Duration.class,
          Duration.ofMillis(90_061_001),
          Secret.class,
          Secret.of("a secret"),
          JsonElement.class,
          JsonParser.parseString("{\"a\":[1.0,null,12345678901234567890]}"));

  /** Types that do not take each value of their Java type. */
  private static final Map<JsonType<?>, Object> LIMITED =
      Map.of(
          JsonType.SECONDS,
          Duration.ofHours(25),
          JsonType.UNIX_TIME,
          Instant.ofEpochSecond(1_795_641_930),
          JsonType.ERROR_STATUS,
          403,
          JsonType.CLAIMS,
          JsonParser.parseString("{\"a\":[1.5,null,{\"b\":true}]}"));

  private Sample() {}

  /** A model in which every property has a value. */
  static Model<?> of(Class<?> model) {
    return model(model, DEPTH);
  }

  /** The constants of a model's properties, by their names, in the order of declaration. */
  static Map<String, Property<?, ?>> properties(Class<?> model) {
    Map<String, Property<?, ?>> properties = new LinkedHashMap<>();
    for (Field field : model.getFields()) {
      if (field.getType() == Property.class) {
        properties.put(field.getName(), (Property<?, ?>) constant(field));
      }
    }
    return properties;
  }

  static ModelBuilder<?, ?> builder(Class<?> model) {
    try {
      return (ModelBuilder<?, ?>) model.getMethod("builder").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** The value that {@link #of} gives to a property. */
  static Object value(Class<?> model, String constant) {
    return value(model, constant, DEPTH);
  }

  private static Model<?> model(Class<?> model, int depth) {
    ModelBuilder<?, ?> builder = builder(model);
    if (depth > 0) {
      properties(model)
          .forEach((name, property) -> set(builder, property, value(model, name, depth)));
    }
    return builder.build();
  }

  private static Object value(Class<?> model, String constant, int depth) {
    try {
      Object limited = LIMITED.get(((Property<?, ?>) constant(model.getField(constant))).type());
      if (limited != null) {
        return limited;
      }
      ParameterizedType property = (ParameterizedType) model.getField(constant).getGenericType();
      return value(property.getActualTypeArguments()[1], depth - 1);
    } catch (NoSuchFieldException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static Object value(Type type, int depth) {
    if (type instanceof ParameterizedType container) {
      Type[] arguments = container.getActualTypeArguments();
      Object value = value(arguments[arguments.length - 1], depth);
      return container.getRawType() == Map.class
          ? Map.of("a \"key\"", value, "", value)
          : List.of(value, value);
    }
    Class<?> plain = (Class<?>) type;
    if (Model.class.isAssignableFrom(plain)) {
      return model(plain, depth);
    }
    if (OpenEnum.class.isAssignableFrom(plain)) {
      try {
        return plain.getMethod("of", String.class).invoke(null, "a new value");
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(e.getMessage(), e);
      }
    }
    Object scalar = SCALARS.get(plain);
    if (scalar == null) {
      throw new AssertionError("no sample of " + plain);
    }
    return scalar;
  }

  @SuppressWarnings("unchecked") // the value was made for the property
  private static <M extends Model<M>, T> void set(
      ModelBuilder<?, ?> builder, Property<?, ?> property, Object value) {
    ((ModelBuilder<M, ?>) builder).set((Property<M, T>) property, (T) value);
  }

  private static Object constant(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
