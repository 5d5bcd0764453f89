package dev.oryadmin.tools;

import dev.oryadmin.tools.FactPath.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * New parts of the fragment in its own style, made from upstream's facts as the recorded deviations
 * alter them. The words are marked as still to be written.
 */
final class Draft {
  /** What has no example yet says so, and is listed by each report. */
  static final String NO_EXAMPLE = "x-codeSamples: []";

  private static final String WORDS = ProseLint.TO_BE_WRITTEN;
  private final Shape upstream;
  private final List<Deviation> deviations;
  private final String since;

  Draft(Shape upstream, List<Deviation> deviations, String since) {
    this.upstream = upstream;
    this.deviations = deviations;
    this.since = since;
  }

  /** The version that brings a new part, if that is known. */
  List<String> since() {
    return since.isEmpty() ? List.of() : List.of("x-since: " + since);
  }

  List<String> property(FactPath place) {
    List<String> lines = new ArrayList<>(List.of(YamlText.scalar(place.member()) + ":"));
    lines.addAll(indented(type(facts(place))));
    lines.addAll(indented(since()));
    lines.add("  description: " + WORDS);
    return lines;
  }

  List<String> schema(String name) {
    List<String> lines =
        new ArrayList<>(
            List.of(name + ":", "  description: " + WORDS, "  type: object", "  properties:"));
    lines.add(1, "  " + NO_EXAMPLE);
    List<String> required = new ArrayList<>();
    for (String property : upstream.members(Kind.SCHEMAS, name)) {
      if (!property.isEmpty()) {
        FactPath place = new FactPath(Kind.SCHEMAS, name, property, "");
        lines.addAll(indented(indented(property(place))));
        if (facts(place).containsKey("required")) {
          required.add(YamlText.scalar(property));
        }
      }
    }
    if (!required.isEmpty()) {
      lines.add(
          lines.indexOf("  properties:"), "  required: [" + String.join(", ", required) + "]");
    }
    return lines;
  }

  /** The name of the open set that a place uses; empty if it uses none. */
  static String setOf(Map<String, String> facts) {
    return facts.containsKey("values")
        ? facts.getOrDefault("items", facts.getOrDefault("ref", ""))
        : "";
  }

  /** An open set of the values that a place lists. */
  List<String> openSet(Map<String, String> facts) {
    List<String> lines = new ArrayList<>(List.of(setOf(facts) + ":"));
    lines.add("  " + NO_EXAMPLE);
    lines.addAll(List.of("  description: " + WORDS, "  type: string", "  enum:"));
    List<String> constants = new ArrayList<>();
    for (String value : Comparison.list(facts.get("values"))) {
      lines.add("    - " + YamlText.scalar(value));
      constants.add(YamlText.scalar(JavaName.constant(value)));
    }
    lines.add("  x-enum-varnames: [" + String.join(", ", constants) + "]");
    lines.add("  x-enum-descriptions:");
    constants.forEach(constant -> lines.add("    - " + WORDS));
    return lines;
  }

  List<String> parameter(FactPath place) {
    SortedMap<String, String> facts = facts(place);
    List<String> lines = new ArrayList<>();
    lines.add("name: " + YamlText.scalar(place.member().substring("parameters.".length())));
    lines.add("in: " + facts.get("in"));
    if (facts.containsKey("required")) {
      lines.add("required: true");
    }
    lines.add("description: " + WORDS);
    lines.add("schema:");
    lines.addAll(indented(type(facts)));
    return lines;
  }

  List<String> body(String id) {
    SortedMap<String, String> facts = facts(new FactPath(Kind.OPERATIONS, id, "body", ""));
    List<String> lines = new ArrayList<>();
    lines.add("requestBody:");
    lines.add("  description: " + WORDS);
    lines.add("  x-name: body");
    if (facts.containsKey("required")) {
      lines.add("  required: true");
    }
    lines.addAll(indented(content(facts)));
    return lines;
  }

  List<String> success(String id, String member) {
    SortedMap<String, String> facts = facts(new FactPath(Kind.OPERATIONS, id, member, ""));
    List<String> lines = new ArrayList<>();
    lines.add("'" + member.substring("responses.".length()) + "':");
    lines.add("  description: " + WORDS);
    if (!"none".equals(facts.get("type"))) {
      lines.addAll(indented(content(facts)));
    }
    return lines;
  }

  private static List<String> content(Map<String, String> facts) {
    List<String> lines = new ArrayList<>(List.of("content:", "  application/json:", "    schema:"));
    lines.addAll(indented(indented(indented(use(facts.getOrDefault("type", Types.ANY))))));
    return lines;
  }

  /** The facts of a place as the fragment would state them. */
  SortedMap<String, String> facts(FactPath place) {
    SortedMap<String, String> facts =
        new TreeMap<>(upstream.aspects(place.kind(), place.owner(), place.member()));
    for (Deviation deviation : deviations) {
      deviation.apply(place, facts);
    }
    return facts;
  }

  /** The lines that state a type: what it is, then what limits it. */
  private static List<String> type(SortedMap<String, String> facts) {
    String set = setOf(facts);
    String stated = facts.getOrDefault("type", Types.ANY);
    String type = set.isEmpty() ? stated : stated.replaceFirst("string$", set);
    boolean named = !Types.isPlain(type);
    List<String> lines = new ArrayList<>();
    if (named && !type.startsWith(Types.ARRAY_OF) && !type.startsWith(Types.MAP_OF)) {
      lines.add("allOf:");
      lines.add("  - " + use(type).get(0));
    } else {
      lines.addAll(use(type));
    }
    for (String constraint : ShapeReader.CONSTRAINTS) {
      String value = facts.get(constraint);
      if (value != null) {
        lines.add(constraint + ": " + quoted(type, constraint, value));
      }
    }
    return lines;
  }

  private static List<String> use(String type) {
    List<String> lines = new ArrayList<>();
    if (type.startsWith(Types.ARRAY_OF)) {
      lines.add("type: array");
      lines.add("items:");
      lines.addAll(indented(use(type.substring(Types.ARRAY_OF.length()))));
    } else if (type.startsWith(Types.MAP_OF)) {
      lines.add("type: object");
      lines.add("additionalProperties:");
      lines.addAll(indented(use(type.substring(Types.MAP_OF.length()))));
    } else if (!Types.isPlain(type)) {
      lines.add("$ref: '#/components/schemas/" + type + "'");
    } else if (!type.equals(Types.ANY)) {
      lines.add("type: " + type);
    }
    return lines;
  }

  /** Text is quoted where YAML would read something else. */
  static String quoted(String type, String constraint, String value) {
    boolean text = constraint.equals("pattern") || constraint.equals("default");
    boolean plain = value.matches("[A-Za-z][A-Za-z0-9_-]*") || !type.equals("string");
    return !text || plain ? value : "'" + value.replace("'", "''") + "'";
  }

  static List<String> indented(List<String> lines) {
    return lines.stream().map(line -> "  " + line).toList();
  }
}
