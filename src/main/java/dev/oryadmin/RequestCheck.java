package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import dev.oryadmin.internal.http.PathSegment;
import dev.oryadmin.model.AcceptOAuth2ConsentRequest;

/**
 * Checks the parts of a request before it is sent, because servers misunderstand many mistakes
 * instead of refusing them.
 *
 * @hidden
 */
@GeneratedCodeOnly
public final class RequestCheck {
  private RequestCheck() {}

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

  /** A parameter of the query that may be left out: servers take a blank one for "no filter". */
  static String filter(String name, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          name + " is blank: the server would ignore it and list all");
    }
    PathSegment.checkText(name, text);
    return text;
  }

  /** A parameter that the operation can't do without. */
  static String needed(String name, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(name + " is blank: the operation needs it");
    }
    return text;
  }

  /** A body, whose ids must fit into paths. */
  static <M extends Model<M>> void identifiers(Model<M> model) {
    for (Property<M, ?> property : model.type().properties()) {
      if (property.is(Property.Trait.IDENTIFIER) && model.get(property) instanceof String id) {
        PathSegment.check(property.name(), id);
      }
    }
  }

  /** A body, value by value. */
  static void values(Model<?> model) {
    model.check();
    if (model instanceof AcceptOAuth2ConsentRequest grant) {
      ConsentGrant.check(grant);
    }
  }

  /** A patch, which must change something. */
  static Patch<?> changes(Patch<?> patch) {
    if (patch.isEmpty()) {
      throw new IllegalArgumentException(
          "patch is empty: the server would count it as a write and revoke the registration token");
    }
    return patch;
  }
}
