package dev.oryadmin.tools;

import dev.oryadmin.tools.FactPath.Kind;
import dev.oryadmin.tools.Impact.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes additive changes into the text of the fragment. What needs a decision is left to people.
 * Not safe for use by several threads.
 */
final class FragmentEdit {
  private final YamlText text;
  private final Document fragment;
  private final Shape upstream;
  private final Draft draft;
  private final Set<FactPath> recorded = new HashSet<>();
  private final List<Change> left = new ArrayList<>();

  /**
   * Edits a fragment after a document of upstream.
   *
   * @param since the version of the document, or the empty text if it does not tell
   */
  FragmentEdit(String text, Shape upstream, String since) {
    this.text = new YamlText(text);
    fragment = Document.parse(text);
    Shape shape = ShapeReader.of(fragment, Coverage.of(fragment));
    this.upstream = RenameMatcher.of(shape, upstream).after();
    List<Deviation> deviations = Deviation.of(fragment);
    deviations.forEach(deviation -> recorded.addAll(deviation.places(shape)));
    draft = new Draft(this.upstream, deviations, since);
  }

  /** The text with what could be written. */
  String apply(List<Change> changes) {
    for (Change change : changes) {
      if (change.impact().severity() == Severity.ADDITIVE && !write(change)) {
        left.add(change);
      }
    }
    return text.toString();
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
    return true;
  }

  private boolean schema(String name) {
    if (name.contains(".")) {
      return false;
    }
    text.add(draft.schema(name), "components", "schemas");
    return true;
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
      append(value, "components", "schemas", set, "enum");
      append(NameLint.constant(value), "components", "schemas", set, "x-enum-varnames");
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
    OperationDraft operation = new OperationDraft(id, draft, fragment, upstream);
    if (text.has("paths", operation.path())) {
      text.add(operation.verbEntry(), "paths", operation.path());
    } else {
      text.add(operation.pathEntry(), "paths");
    }
    return true;
  }
}
