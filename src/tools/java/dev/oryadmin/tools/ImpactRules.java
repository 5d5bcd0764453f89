package dev.oryadmin.tools;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decides what the change of one fact means for users. */
final class ImpactRules {
  private static final Map<String, Integer> DIRECTION =
      Map.ofEntries(
          entry("minimum", 1),
          entry("exclusiveMinimum", 1),
          entry("minLength", 1),
          entry("minItems", 1),
          entry("maximum", -1),
          entry("exclusiveMaximum", -1),
          entry("maxLength", -1),
          entry("maxItems", -1));

  private ImpactRules() {}

  /** The impact of a changed aspect; the maps hold all aspects of the member before and after. */
  static Impact of(
      FactPath place,
      @Nullable String before,
      @Nullable String after,
      SortedMap<String, String> all,
      SortedMap<String, String> now) {
    return switch (place.aspect()) {
      case "type", "format", "ref", "items" -> type(place, all, now);
      case "inline" -> Impact.none("Its members count, not where they are written.");
      case "required" -> required(place, after);
      case "nullable" -> Impact.wire("Every accessor allows for null already.");
      case "readOnly" ->
          after == null
              ? Impact.wire("It will be sent.")
              : Impact.refused("It will no longer be sent: programs that set it would do nothing.");
      case "method", "path" -> Impact.refused("Servers of the old place do not know the new one.");
      case "security" -> Impact.wire("The token stays the argument that it is.");
      case "in" -> Impact.refused("Servers look for it elsewhere.");
      case "servers" -> Impact.refused("The SDK calls the server that the program names.");
      case "style" -> Impact.refused("The SDK writes parameters in the usual style.");
      case "deprecated" ->
          Impact.wire("Nothing is taken away yet; tell users what to use instead.");
      case "oneOf", "anyOf", "discriminator", "additionalProperties" ->
          Impact.wire("The class stays: models keep what they do not know.");
      case "bucket" -> Impact.wire("Ory Network counts these calls against another limit.");
      case "parameters" -> Impact.none("Parameters are set by name, their order is free.");
      case "media" -> Impact.refused("The SDK speaks JSON only.");
      case "other media" -> Impact.none("The SDK goes on speaking JSON.");
      case "default" -> Impact.wire("The SDK sends nothing that nobody set.");
      case "pattern", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems" ->
          constraint(place.aspect(), before, after);
      case "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "uniqueItems" ->
          constraint(place.aspect(), before, after);
      default -> Impact.wire("Nothing in Java depends on it.");
    };
  }

  private static Impact type(
      FactPath place, SortedMap<String, String> all, SortedMap<String, String> now) {
    boolean isType = place.aspect().equals("type");
    if (!isType && !Objects.equals(all.get("type"), now.get("type"))) {
      return Impact.none("It goes with the type.");
    }
    String before = ShapeDocument.javaType(all);
    String after = ShapeDocument.javaType(isType ? now : onlyThis(place.aspect(), all, now));
    if (before.equals(after)) {
      return isType
          ? Impact.wire("The Java type stays " + after + ".")
          : Impact.none("The Java type stays " + after + ".");
    }
    String difference = "The Java type changes from " + before + " to " + after + ".";
    if (before.equals("void")) {
      return Impact.relink(difference);
    }
    boolean error = place.member().matches("responses\\.([345].*|default)");
    return error
        ? Impact.wire("Errors are read leniently, whatever their shape.")
        : Impact.broken(difference);
  }

  /** All facts before, but one aspect as it is now: each line of a report tells one thing. */
  private static SortedMap<String, String> onlyThis(
      String aspect, SortedMap<String, String> all, SortedMap<String, String> now) {
    SortedMap<String, String> facts = new TreeMap<>(all);
    boolean named = aspect.equals("ref") || aspect.equals("items");
    for (String changed : named ? List.of(aspect, "values") : List.of(aspect)) {
      facts.remove(changed);
      if (now.containsKey(changed)) {
        facts.put(changed, now.get(changed));
      }
    }
    return facts;
  }

  private static Impact required(FactPath place, @Nullable String after) {
    if (after == null) {
      return Impact.wire("It may be left out from now on.");
    }
    return place.member().equals("body")
        ? Impact.wire("The SDK always sends a body.")
        : Impact.refused("Requests that leave it out will be refused.");
  }

  private static Impact constraint(String aspect, @Nullable String before, @Nullable String after) {
    if (after == null) {
      return Impact.wire("More values are allowed.");
    }
    if (before == null) {
      return Impact.refused("Values that were allowed may be refused.");
    }
    Integer direction = DIRECTION.get(aspect);
    if (direction == null) {
      return Impact.wire("The SDK does not check values; compare the two.");
    }
    int tightened = new BigDecimal(after).compareTo(new BigDecimal(before)) * direction.intValue();
    return tightened > 0
        ? Impact.refused("Values that were allowed may be refused.")
        : Impact.wire("More values are allowed.");
  }
}
