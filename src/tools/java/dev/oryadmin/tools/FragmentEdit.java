package dev.oryadmin.tools;

import dev.oryadmin.tools.FactPath.Kind;
import dev.oryadmin.tools.Impact.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes additive changes into the text of the fragment. What needs a decision is left to people,
 * and so is what our templates do not carry. Not safe for use by several threads.
 */
final class FragmentEdit {
  private final String original;
  private final Document fragment;
  private final Shape upstream;
  private final Draft draft;
  private final String newTag;
  private final Set<FactPath> recorded = new HashSet<>();
  private final List<Change> left = new ArrayList<>();
  private YamlText text;

  /**
   * Edits a fragment after a document of upstream.
   *
   * @param since the version of the document, or the empty text if it does not tell
   * @param newTag the tag of new operations, or the empty text for that of their neighbours
   */
  FragmentEdit(String text, Shape upstream, String since, String newTag) {
    original = text;
    this.text = new YamlText(text);
    this.newTag = newTag;
    fragment = Document.parse(text);
    Shape shape = ShapeReader.of(fragment, Coverage.of(fragment));
    this.upstream = RenameMatcher.of(shape, upstream).after();
    List<Deviation> deviations = Deviation.of(fragment);
    deviations.forEach(deviation -> recorded.addAll(deviation.places(shape)));
    draft = new Draft(this.upstream, deviations, since);
  }

  /** The text with what could be written, and can be built. */
  String apply(List<Change> changes) {
    Set<Change> refused = new HashSet<>();
    while (true) {
      List<Change> written = writeAllBut(refused, changes);
      List<String> findings = findings(text.toString());
      if (findings.isEmpty()) {
        return text.toString();
      }
      List<Change> concerned =
          written.stream()
              .filter(change -> findings.stream().anyMatch(path -> concerns(path, change)))
              .toList();
      refused.addAll(concerned.isEmpty() ? written : concerned);
    }
  }

  private List<Change> writeAllBut(Set<Change> refused, List<Change> changes) {
    text = new YamlText(original);
    left.clear();
    List<Change> written = new ArrayList<>();
    for (Change change : changes) {
      if (change.impact().severity() == Severity.ADDITIVE) {
        boolean done = !refused.contains(change) && write(change);
        (done ? written : left).add(change);
      }
    }
    return written;
  }

  /** Where the lint finds what our templates do not carry; words may be missing. */
  private static List<String> findings(String text) {
    try {
      Document document = Document.parse(text);
      List<Finding> findings = FragmentLint.structure(document);
      if (findings.isEmpty()) {
        JavaApi.of(document);
      }
      return findings.stream().map(Finding::path).toList();
    } catch (IllegalArgumentException e) {
      return List.of(String.valueOf(e.getMessage()).replaceFirst(": .*", ""));
    }
  }

  private boolean concerns(String path, Change change) {
    FactPath place = change.place();
    String itself = "/components/schemas/" + place.owner();
    if (place.kind() == Kind.OPERATIONS) {
      FactPath operation = new FactPath(place.kind(), place.owner(), "", "");
      String verb = String.valueOf(upstream.at(operation.withAspect("method")));
      itself =
          "/paths/"
              + upstream.at(operation.withAspect("path"))
              + "/"
              + verb.toLowerCase(Locale.ROOT);
    } else if (!place.member().isEmpty()) {
      itself += "/properties/" + place.member();
    }
    return (path + "/").startsWith(itself + "/");
  }

  /** The additive changes that nobody but a maintainer can write. */
  List<Change> left() {
    return left;
  }

  private boolean write(Change change) {
    FactPath place = change.place();
    if (recorded.contains(place)) {
      return false;
    }
    return switch (change.what()) {
      case "new property" -> property(place);
      case "new schema" -> schema(place.owner());
      case "new parameter" -> parameter(place);
      case "new operation" -> operation(place.owner());
      case "new values" -> values(place, change.after());
      case "bucket" -> bucket(place, change.after());
      default ->
          ShapeReader.CONSTRAINTS.contains(change.what())
              && !change.what().equals("format")
              && constraint(place, change.what(), change.after());
    };
  }

  private boolean property(FactPath place) {
    boolean inline =
        Types.named(String.valueOf(upstream.at(place.withAspect("type")))).contains(".");
    if (inline || !text.has("components", "schemas", place.owner(), "properties")) {
      return false;
    }
    text.add(draft.property(place), "components", "schemas", place.owner(), "properties");
    openSet(place);
    return true;
  }

  private boolean schema(String name) {
    if (name.contains(".")) {
      return false;
    }
    text.add(draft.schema(name), "components", "schemas");
    upstream
        .members(Kind.SCHEMAS, name)
        .forEach(property -> openSet(new FactPath(Kind.SCHEMAS, name, property, "")));
    return true;
  }

  /** Adds the open set that a place uses, if the fragment has not got it. */
  private void openSet(FactPath place) {
    SortedMap<String, String> facts = draft.facts(place);
    String set = Draft.setOf(facts);
    if (!set.isEmpty() && !text.has("components", "schemas", set)) {
      text.add(draft.openSet(facts), "components", "schemas");
    }
  }

  /** A parameter goes where upstream has it: after the same one. */
  private boolean parameter(FactPath place) {
    Object[] path = path(place.owner(), "parameters");
    if (path.length == 0 || !text.has(path)) {
      return false;
    }
    FactPath order = new FactPath(place.kind(), place.owner(), "", "parameters");
    List<String> now = Comparison.list(upstream.at(order));
    int index = now.indexOf(place.member().substring("parameters.".length()));
    text.insert(index, draft.parameter(place), path);
    openSet(place);
    return true;
  }

  private boolean values(FactPath place, @Nullable String added) {
    Node property = fragment.schemas().get(place.owner()).get("properties").get(place.member());
    Node reference = property.has("items") ? property.get("items") : property;
    Node target = reference.has("allOf") ? reference.get("allOf").elements().get(0) : reference;
    String set = Document.nameOf(target);
    if (!text.has("components", "schemas", set, "enum")) {
      return false;
    }
    for (String value : Comparison.list(added)) {
      append(YamlText.scalar(value), "components", "schemas", set, "enum");
      String constant = YamlText.scalar(JavaName.constant(value));
      append(constant, "components", "schemas", set, "x-enum-varnames");
      append(ProseLint.TO_BE_WRITTEN, "components", "schemas", set, "x-enum-descriptions");
    }
    return true;
  }

  private void append(String element, Object... path) {
    text.insert(Integer.MAX_VALUE, List.of(element), path);
  }

  private boolean bucket(FactPath place, @Nullable String value) {
    Object[] path = path(place.owner());
    if (path.length > 0) {
      text.set("x-ory-ratelimit-bucket", value, path);
    }
    return path.length > 0;
  }

  private boolean constraint(FactPath place, String name, @Nullable String value) {
    Object[] path = schemaOf(place);
    if (path.length == 0 || !text.has(path)) {
      return false;
    }
    String type = String.valueOf(upstream.at(place.withAspect("type")));
    text.set(name, value == null ? null : Draft.quoted(type, name, value), path);
    return true;
  }

  private Object[] schemaOf(FactPath place) {
    if (place.kind() == Kind.SCHEMAS) {
      return new Object[] {"components", "schemas", place.owner(), "properties", place.member()};
    }
    if (!place.member().startsWith("parameters.")) {
      return new Object[0];
    }
    String name = place.member().substring("parameters.".length());
    Object[] parameters = path(place.owner(), "parameters");
    int index = 0;
    while (parameters.length > 0 && text.has(with(parameters, index))) {
      Node parameter = at(Document.parse(text.toString()).root(), with(parameters, index));
      if (parameter.get("name").text().equals(name)) {
        return with(parameters, index, "schema");
      }
      index++;
    }
    return new Object[0];
  }

  private static Node at(Node root, Object... path) {
    Node node = root;
    for (Object step : path) {
      node = step instanceof Integer index ? node.elements().get(index) : node.get(step.toString());
    }
    return node;
  }

  /** The path to a part of an operation, or empty if the fragment has no such operation. */
  private Object[] path(String operationId, Object... part) {
    for (Document.SpecOperation operation : fragment.operations()) {
      if (operation.id().equals(operationId)) {
        return with(new Object[] {"paths", operation.path(), operation.verb()}, part);
      }
    }
    return new Object[0];
  }

  private static Object[] with(Object[] path, Object... more) {
    Object[] longer = Arrays.copyOf(path, path.length + more.length);
    System.arraycopy(more, 0, longer, path.length, more.length);
    return longer;
  }

  private boolean operation(String id) {
    OperationDraft operation = new OperationDraft(id, draft, fragment, upstream, newTag);
    if (!operation.isAuthorizedAsOurs()) {
      return false;
    }
    tag(operation.tag());
    if (text.has("paths", operation.path())) {
      text.add(operation.verbEntry(), "paths", operation.path());
    } else {
      text.add(operation.pathEntry(), "paths");
    }
    upstream
        .members(Kind.OPERATIONS, id)
        .forEach(member -> openSet(new FactPath(Kind.OPERATIONS, id, member, "")));
    return true;
  }

  private void tag(String name) {
    List<Node> tags = Document.parse(text.toString()).root().get("tags").elements();
    if (tags.stream().noneMatch(tag -> tag.get("name").text().equals(name))) {
      List<String> entry =
          List.of("name: " + YamlText.scalar(name), "description: " + ProseLint.TO_BE_WRITTEN);
      text.insert(Integer.MAX_VALUE, entry, "tags");
    }
  }
}
