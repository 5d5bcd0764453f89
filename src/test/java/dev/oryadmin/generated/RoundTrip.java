package dev.oryadmin.generated;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.oryadmin.Model;
import dev.oryadmin.ModelBuilder;
import dev.oryadmin.ModelType;
import dev.oryadmin.Property;
import dev.oryadmin.Secret;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What every generated model must keep on its way from Java to JSON and back, and vice versa. */
record RoundTrip(Class<?> model, ModelType<?> type) {
  /** Returns nothing for an open value set, which has no properties. */
  static Optional<RoundTrip> ofClass(String name) {
    try {
      Class<?> model = Class.forName(name);
      return model.getField("TYPE").get(null) instanceof ModelType<?> type
          ? Optional.of(new RoundTrip(model, type))
          : Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** Everything set: JSON has every property, and reads as what was set. */
  void keepsEveryValue() {
    Model<?> built = Sample.of(model);

    String json = built.toJson();
    Model<?> read = (Model<?>) type.fromJson(json);

    assertThat(JsonParser.parseString(json).getAsJsonObject().keySet())
        .containsExactlyElementsOf(type.properties().stream().map(Property::name).toList());
    assertThat(read).isEqualTo(built).hasSameHashCodeAs(built);
    assertThat(read.toJson()).isEqualTo(json);
    Sample.properties(model)
        .forEach(
            (constant, property) ->
                assertThat(get(read, property))
                    .as(property.toString())
                    .isEqualTo(Sample.value(model, constant)));
  }

  /** Each accessor and each setter belongs to the property whose name it has. */
  void hasAccessorsAndSetters() throws ReflectiveOperationException {
    Model<?> full = Sample.of(model);
    Map<String, Method> accessors =
        Arrays.stream(model.getDeclaredMethods())
            .filter(method -> method.getParameterCount() == 0 && !method.isSynthetic())
            .collect(Collectors.toMap(method -> plain(method.getName()), method -> method));
    ModelBuilder<?, ?> builder = Sample.builder(model);

    for (Map.Entry<String, Property<?, ?>> entry : Sample.properties(model).entrySet()) {
      Object value = Sample.value(model, entry.getKey());
      Method accessor = requireNonNull(accessors.get(plain(entry.getKey())), entry.getKey());
      assertThat(accessor.invoke(full)).as(entry.getKey()).isEqualTo(value);
      if (entry.getValue().readOnly()) {
        set(builder, entry.getValue(), value); // only the server sets it
      } else {
        setter(builder, accessor.getName()).invoke(builder, argument(value));
      }
    }

    assertThat(builder.build()).isEqualTo(full);
    assertThat(builder.getClass().getMethod("build").invoke(builder)).isEqualTo(full);
  }

  /** Every property an explicit null: neither dropped nor taken for absent. */
  void keepsEveryNull() {
    JsonObject nulls = new JsonObject();
    type.properties().forEach(property -> nulls.add(property.name(), null));

    keeps(nulls.toString());
  }

  /** JSON of types that nobody expects, and of names that nobody knows. */
  void keepsWhatItDoesNotKnow() {
    String unexpected = "[{\"a\":1.0},[null],\"\",1e400,false]";
    StringBuilder json = new StringBuilder("{");
    type.properties()
        .forEach(
            property ->
                json.append(new JsonPrimitive(property.name()))
                    .append(':')
                    .append(unexpected)
                    .append(','));

    keeps(json + "\"no such name\":" + unexpected + ",\"nor this\":null}");
    keeps("{}");
  }

  private void keeps(String json) {
    Model<?> read = (Model<?>) type.fromJson(json);

    assertThat(read.toJson()).isEqualTo(json);
    assertThat(type.fromJson(read.toJson())).isEqualTo(read);
  }

  private static Method setter(ModelBuilder<?, ?> builder, String name) {
    return Arrays.stream(builder.getClass().getDeclaredMethods())
        .filter(method -> method.getName().equals(name) && method.getParameterCount() == 1)
        .findFirst()
        .orElseThrow();
  }

  @SuppressWarnings("unchecked") // a sample's value is of its property's type
  private static <M extends Model<M>, T> void set(
      ModelBuilder<?, ?> builder, Property<?, ?> property, Object value) {
    ((ModelBuilder<M, ?>) builder).set((Property<M, T>) property, (T) value);
  }

  /** Secrets are set from text. */
  private static Object argument(Object value) {
    return value instanceof Secret secret ? secret.reveal() : value;
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  @SuppressWarnings("unchecked") // the property is one of this model
  private static <M extends Model<M>> Object get(Model<?> model, Property<?, ?> property) {
    return ((Model<M>) model).require((Property<M, ?>) property);
  }
}
