package dev.oryadmin.tools;

import dev.oryadmin.tools.FactPath.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A new operation in the style of the fragment, which shares parameters and errors by name. */
final class OperationDraft {
  private final String id;
  private final Draft draft;
  private final Document fragment;
  private final Shape upstream;
  private final Map<String, String> facts;
  private final String newTag;

  OperationDraft(String id, Draft draft, Document fragment, Shape upstream, String newTag) {
    this.id = id;
    this.draft = draft;
    this.fragment = fragment;
    this.upstream = upstream;
    this.newTag = newTag;
    this.facts = draft.facts(new FactPath(Kind.OPERATIONS, id, "", ""));
  }

  String path() {
    return facts.getOrDefault("path", "");
  }

  /** The tag: a new one if that is asked for, else that of the operation with the nearest path. */
  String tag() {
    if (!newTag.isEmpty()) {
      return newTag;
    }
    String nearest = "";
    int most = -1;
    for (Document.SpecOperation known : fragment.operations()) {
      int shared = shared(known.path(), path());
      if (shared > most) {
        most = shared;
        nearest = known.node().get("tags").texts().get(0);
      }
    }
    return nearest;
  }

  private static int shared(String path, String other) {
    String[] steps = path.split("/", -1);
    String[] others = other.split("/", -1);
    int shared = 0;
    while (shared < Math.min(steps.length, others.length) && steps[shared].equals(others[shared])) {
      shared++;
    }
    return shared;
  }

  /** Whether the fragment has a scheme for the credentials that the operation takes, if any. */
  boolean isAuthorizedAsOurs() {
    return !facts.containsKey("security") || !scheme().isEmpty();
  }

  private String scheme() {
    List<String> kinds = Comparison.list(facts.get("security"));
    for (var scheme :
        fragment.root().get("components").get("securitySchemes").members().entrySet()) {
      Node node = scheme.getValue();
      if (kinds.contains((node.get("type").text() + " " + node.get("scheme").text()).strip())) {
        return scheme.getKey();
      }
    }
    return "";
  }

  /** The entry of the path, for a path that the fragment has not yet. */
  List<String> pathEntry() {
    List<String> lines = new ArrayList<>(List.of(path() + ":"));
    lines.addAll(Draft.indented(verbEntry()));
    return lines;
  }

  /** The entry of the verb. Nobody may repeat a call until somebody has decided that. */
  List<String> verbEntry() {
    boolean admin = path().startsWith("/admin");
    String verb = facts.getOrDefault("method", "").toLowerCase(Locale.ROOT);
    List<String> lines = new ArrayList<>();
    lines.add("tags: [" + YamlText.scalar(tag()) + "]");
    lines.add("operationId: " + YamlText.scalar(id));
    lines.add("summary: " + ProseLint.TO_BE_WRITTEN);
    lines.add("x-method: " + ProseLint.TO_BE_WRITTEN);
    lines.add("x-server: " + (admin ? "ADMIN" : "PUBLIC"));
    lines.add("x-retry-safety: " + (verb.equals("get") ? "SAFE" : "ONCE"));
    lines.addAll(draft.since());
    if (facts.containsKey("bucket")) {
      lines.add("x-ory-ratelimit-bucket: " + facts.get("bucket"));
    }
    lines.add(Draft.NO_EXAMPLE);
    if (facts.containsKey("security")) {
      lines.addAll(List.of("security:", "  - " + scheme() + ": []"));
    }
    lines.addAll(parameters());
    if (upstream.members(Kind.OPERATIONS, id).contains("body")) {
      lines.addAll(draft.body(id));
    }
    lines.add("responses:");
    lines.addAll(Draft.indented(responses()));
    List<String> entry = new ArrayList<>(List.of(verb + ":"));
    entry.addAll(Draft.indented(lines));
    return entry;
  }

  private List<String> parameters() {
    List<String> lines = new ArrayList<>();
    for (String name : Comparison.list(facts.get("parameters"))) {
      if (fragment.root().get("components").get("parameters").has(name)) {
        lines.add("  - $ref: '#/components/parameters/" + name + "'");
      } else {
        FactPath place = new FactPath(Kind.OPERATIONS, id, "parameters." + name, "");
        List<String> parameter = draft.parameter(place);
        lines.add("  - " + parameter.get(0));
        parameter.subList(1, parameter.size()).forEach(line -> lines.add("    " + line));
      }
    }
    if (!lines.isEmpty()) {
      lines.add(0, "parameters:");
    }
    return lines;
  }

  private List<String> responses() {
    List<String> lines = new ArrayList<>();
    SortedMap<String, String> errors = errors();
    for (String member : upstream.members(Kind.OPERATIONS, id)) {
      String code = member.replace("responses.", "");
      if (member.startsWith("responses.2")) {
        lines.addAll(draft.success(id, member));
      } else if (member.startsWith("responses.") && errors.containsKey(code)) {
        lines.add((code.equals("default") ? code : "'" + code + "'") + ":");
        lines.add("  $ref: '" + errors.get(code) + "'");
      }
    }
    return lines;
  }

  /** The names that other operations of the fragment use for the same codes. */
  private SortedMap<String, String> errors() {
    SortedMap<String, String> errors = new TreeMap<>();
    for (Document.SpecOperation operation : fragment.operations()) {
      Map<String, Node> responses = operation.node().get("responses").members();
      responses.forEach(
          (code, response) -> {
            if (response.has("$ref")) {
              errors.put(code, response.get("$ref").text());
            }
          });
    }
    return errors;
  }
}
