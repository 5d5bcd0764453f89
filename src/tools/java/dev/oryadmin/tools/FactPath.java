package dev.oryadmin.tools;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * Where a fact stands: an aspect (type, format …) of a member (a property, a parameter, a response)
 * of an operation or a schema. A fact of the operation or schema itself has the empty member.
 */
record FactPath(Kind kind, String owner, String member, String aspect)
    implements Comparable<FactPath> {

  enum Kind {
    OPERATIONS,
    SCHEMAS;

    String key() {
      return this == OPERATIONS ? "operations" : "schemas";
    }
  }

  private static final Comparator<FactPath> ORDER =
      Comparator.comparing(FactPath::kind)
          .thenComparing(FactPath::owner)
          .thenComparing(FactPath::member)
          .thenComparing(FactPath::aspect);

  /** Reads {@code schemas.oAuth2Client.client_id.type}; the member may contain dots. */
  static FactPath parse(String text) {
    String[] steps = text.split("\\.", -1);
    if (steps.length < 3) {
      throw new IllegalArgumentException(
          text + ": expected operations|schemas.<name>[.<member>].<aspect>");
    }
    String owner = steps[0] + "." + steps[1] + ".";
    String aspect = steps[steps.length - 1];
    int end = text.length() - aspect.length() - 1;
    String member = owner.length() > end ? "" : text.substring(owner.length(), end);
    Kind kind = steps[0].equals(Kind.OPERATIONS.key()) ? Kind.OPERATIONS : Kind.SCHEMAS;
    return new FactPath(kind, steps[1], member, aspect);
  }

  /** Whether the text of this place fits a pattern, in which * stands for any text without dots. */
  boolean fits(String pattern) {
    String regex = Pattern.quote(pattern).replace("*", "\\E[^.]*\\Q");
    return toString().matches(regex);
  }

  FactPath withOwner(String other) {
    return new FactPath(kind, other, member, aspect);
  }

  FactPath withAspect(String other) {
    return new FactPath(kind, owner, member, other);
  }

  /** What a reader of reports looks for: {@code oAuth2Client.jwks}. */
  String subject() {
    return member.isEmpty() ? owner : owner + "." + member;
  }

  @Override
  public int compareTo(FactPath other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return kind.key() + "." + subject() + "." + aspect;
  }
}
