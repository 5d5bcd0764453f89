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
    Impact added(Shape before, Shape shape, FactPath place) {
      boolean required = "true".equals(shape.at(place.withAspect("required")));
      return switch (this) {
        case PROPERTY ->
            required
                ? Impact.refused("Requests that leave it out will be refused.")
                : Impact.added("A new constant, accessor and builder method.");
        case PARAMETER -> parameter(before, place, required);
        case RESPONSE -> Impact.wire("Errors are told apart by their status already.");
        case BODY -> Impact.broken("A new argument of the method.");
        case ITSELF -> Impact.wire("Nothing in Java depends on it.");
      };
    }

    /** The query is an argument of methods that have one: the first of its parameters brings it. */
    private static Impact parameter(Shape before, FactPath place, boolean required) {
      if (required) {
        return Impact.broken("A new argument of the method.");
      }
      boolean hasQuery =
          before.members(place.kind(), place.owner()).stream()
              .map(member -> new FactPath(place.kind(), place.owner(), member, "in"))
              .anyMatch(in -> "query".equals(before.at(in)));
      return hasQuery
          ? Impact.added("A new method of the query.")
          : Impact.broken("The first parameter of a query: the query is a new argument.");
    }

    Impact removed() {
      return switch (this) {
        case PROPERTY -> Impact.broken("Its constant, accessor and builder method would go.");
        case PARAMETER -> Impact.broken("Its argument or query method would go.");
        case RESPONSE -> Impact.wire("Errors are told apart by their status already.");
        case BODY -> Impact.broken("An argument of the method would go.");
        case ITSELF -> Impact.wire("Nothing in Java depends on it.");
      };
    }
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
