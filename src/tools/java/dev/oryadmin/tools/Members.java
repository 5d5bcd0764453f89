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

    Effect added(Shape shape, Place place) {
      boolean required = "true".equals(shape.at(place.withAspect("required")));
      return switch (this) {
        case PROPERTY ->
            required
                ? Effect.refused("Requests that leave it out will be refused.")
                : Effect.added("A new constant, accessor and builder method.");
        case PARAMETER ->
            required
                ? Effect.broken("A new argument of the method.")
                : Effect.added("A new method of the query.");
        case RESPONSE -> Effect.wire("Errors are told apart by their status already.");
        case BODY -> Effect.broken("A new argument of the method.");
        case ITSELF -> Effect.wire("Nothing in Java depends on it.");
      };
    }

    Effect removed() {
      return switch (this) {
        case PROPERTY -> Effect.broken("Its constant, accessor and builder method would go.");
        case PARAMETER -> Effect.broken("Its argument or query method would go.");
        case RESPONSE -> Effect.wire("Errors are told apart by their status already.");
        case BODY -> Effect.broken("An argument of the method would go.");
        case ITSELF -> Effect.wire("Nothing in Java depends on it.");
      };
    }
  }

  static Noun noun(Place place) {
    if (place.member().isEmpty()) {
      return Noun.ITSELF;
    }
    if (place.kind() == Place.Kind.SCHEMAS) {
      return Noun.PROPERTY;
    }
    if (place.member().startsWith("parameters.")) {
      return Noun.PARAMETER;
    }
    return place.member().equals("body") ? Noun.BODY : Noun.RESPONSE;
  }
}
