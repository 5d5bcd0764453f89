package dev.oryadmin.tools;

import dev.oryadmin.tools.FactPath.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what changed between two shapes. */
final class Comparison {
  /** Which parameters are arguments of a method. */
  static final String OURS = "arguments";

  /** The name of the set that lists the values of a place: without one, Java has no constants. */
  static final String SET = "set";

  /** Facts about Java that documents of upstream do not state. */
  static final Set<String> OF_JAVA = Set.of(OURS, SET);

  /** What may change the arguments of methods. */
  private static final Set<String> ASKING_METHODS = Set.of("required", "security", "in");

  private final Shape before;
  private final Shape after;
  private final List<Change> changes = new ArrayList<>();

  private Comparison(Shape before, Shape after) {
    this.before = before;
    this.after = after;
  }

  /** The changes from one shape to the other, sorted. */
  static List<Change> of(Shape before, Shape after) {
    RenameMatcher aligned = RenameMatcher.of(before, after);
    Comparison comparison = new Comparison(aligned.before(), aligned.after());
    comparison.changes.addAll(aligned.renamed());
    comparison.owners(Kind.OPERATIONS);
    comparison.owners(Kind.SCHEMAS);
    return comparison.changes.stream().map(comparison::asRead).sorted().toList();
  }

  /**
   * What only errors and patches are made of has no class: hand-written code reads it leniently.
   */
  private Change asRead(Change change) {
    FactPath place = change.place();
    boolean classless =
        place.kind() == Kind.SCHEMAS
            && (before.isWithoutClass(place.owner()) || !before.hasOwner(place))
            && (after.isWithoutClass(place.owner()) || !after.hasOwner(place));
    return classless
        ? change.withImpact(Impact.none("No class of the SDK stands for it."))
        : change;
  }

  private void owners(Kind kind) {
    SortedSet<String> old = before.owners(kind);
    SortedSet<String> now = after.owners(kind);
    String noun = kind == Kind.OPERATIONS ? "operation" : "schema";
    for (String owner : union(old, now)) {
      FactPath place = new FactPath(kind, owner, "", "");
      if (!now.contains(owner)) {
        change(noun + " removed", place, null, null, removed(kind));
      } else if (!old.contains(owner)) {
        String is = kind == Kind.OPERATIONS ? endpoint(owner) : properties(owner);
        change("new " + noun, place, null, is, added(kind));
      } else {
        members(kind, owner);
      }
    }
  }

  private static Impact removed(Kind kind) {
    return Impact.broken(
        kind == Kind.OPERATIONS ? "Its methods have nothing to call." : "Its class would go.");
  }

  private static Impact added(Kind kind) {
    return Impact.added(kind == Kind.OPERATIONS ? "New methods." : "A new class.");
  }

  private String endpoint(String operation) {
    SortedMap<String, String> facts = after.aspects(Kind.OPERATIONS, operation, "");
    String bucket = facts.get("bucket");
    String endpoint = facts.get("method") + " " + facts.get("path");
    return bucket == null ? endpoint : endpoint + ", bucket " + bucket;
  }

  private String properties(String schema) {
    return after.members(Kind.SCHEMAS, schema).stream()
        .filter(member -> !member.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private void members(Kind kind, String owner) {
    SortedSet<String> old = before.members(kind, owner);
    SortedSet<String> now = after.members(kind, owner);
    for (String member : union(old, now)) {
      FactPath place = new FactPath(kind, owner, member, "");
      if (old.contains(member) && now.contains(member)) {
        aspects(place);
      } else if (isSuccess(member)) {
        success(place, old, now);
      } else if (now.contains(member)) {
        Members.Noun noun = Members.noun(place);
        String is = summary(after, place);
        change("new " + noun.word(), place, null, is, noun.added(before, after, place));
      } else {
        Members.Noun noun = Members.noun(place);
        change(noun.word() + " removed", place, summary(before, place), null, noun.removed(place));
      }
    }
  }

  /** Another success code is one change, not two. */
  private void success(FactPath place, SortedSet<String> old, SortedSet<String> now) {
    List<String> gone = old.stream().filter(m -> isSuccess(m) && !now.contains(m)).toList();
    List<String> come = now.stream().filter(m -> isSuccess(m) && !old.contains(m)).toList();
    if (gone.size() == 1 && come.size() == 1) {
      if (place.member().equals(come.get(0))) {
        SortedMap<String, String> was = before.aspects(place.kind(), place.owner(), gone.get(0));
        SortedMap<String, String> is = after.aspects(place.kind(), place.owner(), come.get(0));
        Impact impact =
            ShapeDocument.javaType(was).equals(ShapeDocument.javaType(is))
                ? Impact.wire("The SDK takes every success code.")
                : ImpactRules.of(place.withAspect("type"), null, null, was, is);
        FactPath operation = new FactPath(place.kind(), place.owner(), "", "");
        change("success", operation, code(gone.get(0), was), code(come.get(0), is), impact);
      }
    } else {
      boolean added = now.contains(place.member());
      Impact impact = Impact.broken("An operation has one kind of answer.");
      String is = summary(added ? after : before, place);
      change(added ? "new success" : "success removed", place, null, is, impact);
    }
  }

  private static String code(String member, SortedMap<String, String> facts) {
    return member.substring("responses.".length()) + " " + facts.getOrDefault("type", "none");
  }

  private static boolean isSuccess(String member) {
    return member.startsWith("responses.2");
  }

  private void aspects(FactPath member) {
    SortedMap<String, String> old = before.aspects(member.kind(), member.owner(), member.member());
    SortedMap<String, String> now = after.aspects(member.kind(), member.owner(), member.member());
    SortedSet<String> aspects = union(old.keySet(), now.keySet());
    aspects.removeAll(OF_JAVA);
    for (String aspect : aspects) {
      FactPath place = member.withAspect(aspect);
      String was = old.get(aspect);
      String is = now.get(aspect);
      if (aspect.equals("parameters")) {
        order(place, was, is);
      } else if (aspect.equals("values")) {
        boolean constants = old.containsKey(SET) || now.containsKey(SET);
        changes.addAll(ValueSet.changes(place, was, is, constants));
      } else if (was == null || !was.equals(is)) {
        Impact impact = impact(place, was, is, old, now);
        if (aspect.equals("inline")) {
          change(is == null ? "named" : "inlined", place, null, now.get("type"), impact);
        } else if (aspect.equals("ref") && is == null) {
          change("inlined", place, null, was, impact);
        } else {
          change(verb(place), place, was, is, impact);
        }
      }
    }
  }

  private Impact impact(
      FactPath place,
      @Nullable String was,
      @Nullable String is,
      SortedMap<String, String> old,
      SortedMap<String, String> now) {
    boolean asksMethods =
        place.kind() == Kind.OPERATIONS && ASKING_METHODS.contains(place.aspect());
    MethodChange methods = asksMethods ? MethodChange.of(before, place, is) : null;
    return methods != null && methods.breaks()
        ? methods.impact()
        : ImpactRules.of(place, was, is, old, now);
  }

  /** What happened, in the words that maintainers use. */
  private static String verb(FactPath place) {
    return switch (place.aspect()) {
      case "path" -> "moved";
      case "ref" -> "now a $ref";
      default -> place.aspect();
    };
  }

  private void order(FactPath place, @Nullable String was, @Nullable String is) {
    List<String> old = list(was);
    List<String> now = list(is);
    List<String> left = old.stream().filter(now::contains).toList();
    List<String> right = now.stream().filter(old::contains).toList();
    boolean inserted = now.size() > right.size() && !now.subList(0, right.size()).equals(right);
    if (!left.equals(right) || inserted) {
      SortedMap<String, String> none = new TreeMap<>();
      change("order of parameters", place, was, is, ImpactRules.of(place, was, is, none, none));
    }
  }

  static List<String> list(@Nullable String joined) {
    return joined == null ? List.of() : Arrays.asList(joined.split(", ", -1));
  }

  /** The facts of a new or removed member in a few words, the type first. */
  private static String summary(Shape shape, FactPath place) {
    SortedMap<String, String> aspects = shape.aspects(place.kind(), place.owner(), place.member());
    String type = aspects.getOrDefault("type", Types.ANY);
    String others =
        aspects.entrySet().stream()
            .filter(e -> !Set.of("type", "in", SET).contains(e.getKey()))
            .map(e -> ", " + e.getKey() + " " + e.getValue())
            .collect(Collectors.joining());
    return type + others;
  }

  private void change(
      String what, FactPath place, @Nullable String was, @Nullable String is, Impact impact) {
    changes.add(new Change(what, place, was, is, impact));
  }

  private static SortedSet<String> union(Collection<String> one, Collection<String> other) {
    SortedSet<String> union = new TreeSet<>(one);
    union.addAll(other);
    return union;
  }
}
