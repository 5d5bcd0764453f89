package dev.oryadmin.tools;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.oryadmin.tools.Impact.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A review as text: Markdown that also reads well in a terminal, or JSON. The same review gives the
 * same text, whenever and wherever it is made. Immutable.
 *
 * @param from what was compared
 * @param to with what
 * @param prose the operations and schemas in which only words have changed
 */
record Report(String from, String to, Review review, Collection<String> prose) {

  String markdown() {
    StringBuilder out = new StringBuilder("# From " + from + " to " + to + "\n");
    for (Severity severity : List.of(Severity.BREAKING, Severity.ADDITIVE, Severity.NONE)) {
      section(out, severity);
    }
    deviations(out);
    out.append("\n## Verdict\n\n");
    if (!prose.isEmpty()) {
      out.append("Prose changed in: ").append(String.join(", ", prose)).append(".\n\n");
    }
    return out.append(review.verdict().verdict()).append('\n').toString();
  }

  private void section(StringBuilder out, Severity severity) {
    Map<String, List<Change>> groups = new LinkedHashMap<>();
    for (Change change : review.changes()) {
      if (change.impact().severity() == severity) {
        groups.computeIfAbsent(line(change), key -> new ArrayList<>()).add(change);
      }
    }
    if (groups.isEmpty()) {
      return;
    }
    out.append("\n## ").append(severity.title()).append("\n\n");
    groups.forEach(
        (line, group) -> {
          item(out, line, group.stream().map(Change::place).toList());
        });
  }

  /** One line, and the places below it if they are several. */
  private static void item(StringBuilder out, String line, List<FactPath> places) {
    if (places.size() == 1) {
      out.append("- `").append(places.get(0).subject()).append("`: ").append(line).append('\n');
    } else {
      out.append("- ").append(places.size()).append(" places: ").append(line).append('\n');
      places(out, places);
    }
  }

  private static String line(Change change) {
    Impact impact = change.impact();
    String reach = impact.severity() == Severity.NONE ? "" : impact.reach().words() + ". ";
    return change.difference() + ". " + reach + impact.meaning();
  }

  /** The places of one kind of change, a line for all operations or schemas of the same members. */
  private static void places(StringBuilder out, List<FactPath> places) {
    Map<String, List<String>> members = new TreeMap<>();
    for (FactPath place : places) {
      members.computeIfAbsent(place.owner(), owner -> new ArrayList<>()).add(place.member());
    }
    Map<List<String>, List<String>> owners = new LinkedHashMap<>();
    members.forEach(
        (owner, names) -> owners.computeIfAbsent(names, key -> new ArrayList<>()).add(owner));
    owners.forEach(
        (names, same) -> {
          out.append("  - ").append(code(same));
          out.append(names.contains("") ? "" : ": " + code(names)).append('\n');
        });
  }

  private static String code(Collection<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  private void deviations(StringBuilder out) {
    if (review.outdated().isEmpty()) {
      return;
    }
    out.append("\n## Deviations\n\n");
    for (Review.Outdated entry : review.outdated()) {
      FactPath first = entry.places().get(0);
      String now = entry.adopted() ? "adopted upstream, `" : "no longer as recorded, now `";
      String line = first.aspect() + " " + now + known(entry.now()) + "`";
      String was = " instead of `" + known(entry.deviation().upstream()) + "`. Review the record.";
      item(out, line + (entry.adopted() ? ". Take the record out." : was), entry.places());
    }
  }

  private static String known(@Nullable String value) {
    return value == null ? "absent" : value;
  }

  String json() {
    JsonObject json = new JsonObject();
    json.addProperty("from", from);
    json.addProperty("to", to);
    JsonArray changes = new JsonArray();
    for (Change change : review.changes()) {
      JsonObject entry = new JsonObject();
      entry.addProperty("kind", change.place().kind().key());
      entry.addProperty("at", change.place().subject());
      entry.addProperty("what", change.what());
      entry.addProperty("before", change.before());
      entry.addProperty("after", change.after());
      entry.addProperty("severity", change.impact().severity().verdict());
      entry.addProperty("reach", change.impact().reach().words());
      entry.addProperty("meaning", change.impact().meaning());
      changes.add(entry);
    }
    json.add("changes", changes);
    JsonArray deviations = new JsonArray();
    for (Review.Outdated entry : review.outdated()) {
      JsonObject deviation = new JsonObject();
      JsonArray at = new JsonArray();
      entry.places().forEach(place -> at.add(place.toString()));
      deviation.add("at", at);
      deviation.addProperty("adopted", entry.adopted());
      deviation.addProperty("recorded", entry.deviation().upstream());
      deviation.addProperty("upstream", entry.now());
      deviations.add(deviation);
    }
    json.add("deviations", deviations);
    JsonArray words = new JsonArray();
    prose.forEach(words::add);
    json.add("prose", words);
    json.addProperty("verdict", review.verdict().verdict());
    return new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create()
            .toJson(json)
        + "\n";
  }
}
