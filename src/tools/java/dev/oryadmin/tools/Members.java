package dev.oryadmin.tools;

/**
 * The members of operations and schemas: what they are called, what it means to gain or lose one.
 */
final class Members {
  private Members() {}

  enum Noun {
    PROPERTY("property"),
    PARAMETER("parameter"),
    RESPONSE("response"),
    BODY("body"),
    ITSELF("fact");

    private final String word;

    Noun(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    /** What it means to gain a member: a shape without it, one with it, and where it is. */
    Impact added(Shape before, Shape after, FactPath place) {
      boolean required = "true".equals(after.at(place.withAspect("required")));
      return switch (this) {
        case PROPERTY ->
            required
                ? Impact.refused("Requests that leave it out will be refused.")
                : Impact.added("A new constant, accessor and builder method.");
        case PARAMETER, BODY -> MethodChange.adding(before, after, place).impact();
        case RESPONSE -> response(place);
        case ITSELF -> Impact.wire("Nothing in Java depends on it.");
      };
    }

    Impact removed(FactPath place) {
      return switch (this) {
        case PROPERTY -> Impact.broken("Its constant, accessor and builder method would go.");
        case PARAMETER -> Impact.broken("Its argument or query method would go.");
        case RESPONSE -> response(place);
        case BODY -> Impact.broken("An argument of the method would go.");
        case ITSELF -> Impact.wire("Nothing in Java depends on it.");
      };
    }
  }

  private static Impact response(FactPath place) {
    return place.member().startsWith("responses.3")
        ? Impact.none("The SDK follows no redirect and reads no body of it.")
        : Impact.wire("Errors are told apart by their status already.");
  }

  static Noun noun(FactPath place) {
    if (place.member().isEmpty()) {
      return Noun.ITSELF;
    }
    if (place.kind() == FactPath.Kind.SCHEMAS) {
      return Noun.PROPERTY;
    }
    if (place.member().startsWith("parameters.")) {
      return Noun.PARAMETER;
    }
    return place.member().equals("body") ? Noun.BODY : Noun.RESPONSE;
  }
}
