package dev.oryadmin.tools;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The text of a YAML file, edited in place: comments, blank lines and layout stay. Paths are the
 * keys and indexes that lead to a node. Not safe for use by several threads.
 */
final class YamlText {
  private final List<String> lines;

  YamlText(String text) {
    lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }

  /** A text as YAML writes it: quoted where YAML would read something else. */
  static String scalar(String text) {
    boolean plain =
        text.matches("[A-Za-z_][A-Za-z0-9_.-]*")
            && !text.matches("(?i)y|n|yes|no|on|off|true|false|null");
    return plain ? text : "'" + text.replace("'", "''") + "'";
  }

  boolean has(Object... path) {
    return find(path) != null;
  }

  /** The keys of the mapping at a path, or none. */
  List<String> keys(Object... path) {
    return find(path) instanceof MappingNode mapping
        ? mapping.getValue().stream().map(YamlText::key).toList()
        : List.of();
  }

  /** Adds an entry, given with no indentation: in order if the keys are sorted, else at the end. */
  void add(List<String> entry, Object... path) {
    MappingNode mapping = (MappingNode) existing(path);
    List<NodeTuple> entries = mapping.getValue();
    int column = entries.get(0).getKeyNode().getStartMark().getColumn();
    String name = entry.get(0).replaceFirst(":$", "").replaceAll("^'|'$", "");
    List<String> keys = entries.stream().map(YamlText::key).toList();
    boolean sorted = keys.size() > 1 && keys.stream().sorted().toList().equals(keys);
    int next = 0;
    while (next < keys.size() && (!sorted || keys.get(next).compareTo(name) < 0)) {
      next++;
    }
    boolean spaced = entries.size() > 1 && lines.get(startOf(entries.get(1)) - 1).isBlank();
    List<String> block = indent(entry, column);
    if (next == keys.size()) {
      if (spaced) {
        block.add(0, "");
      }
      lines.addAll(lastLine(mapping) + 1, block);
    } else {
      if (spaced) {
        block.add("");
      }
      lines.addAll(startOf(entries.get(next)), block);
    }
  }

  /** Adds an element, given without dash and indentation, before the one at the index. */
  void insert(int index, List<String> element, Object... path) {
    SequenceNode sequence = (SequenceNode) existing(path);
    List<Node> elements = sequence.getValue();
    if (elements.isEmpty() && element.size() > 1) {
      throw new IllegalArgumentException("an empty list in brackets at " + Arrays.toString(path));
    }
    if (sequence.getFlowStyle() == FlowStyle.FLOW) {
      int line = sequence.getEndMark().getLine();
      int column = sequence.getEndMark().getColumn() - 1;
      String text = lines.get(line);
      lines.set(
          line,
          text.substring(0, column)
              + (elements.isEmpty() ? "" : ", ")
              + element.get(0)
              + text.substring(column));
      return;
    }
    int column = elements.get(0).getStartMark().getColumn();
    List<String> block = indent(element, column);
    block.set(0, " ".repeat(column - 2) + "- " + element.get(0));
    boolean last = index >= elements.size();
    int line = last ? lastLine(sequence) + 1 : elements.get(index).getStartMark().getLine();
    lines.addAll(line, block);
  }

  /** Sets a scalar, before the words of its mapping if it is new there; null takes it away. */
  void set(String key, @Nullable String value, Object... path) {
    MappingNode mapping = (MappingNode) existing(path);
    for (NodeTuple entry : mapping.getValue()) {
      if (key(entry).equals(key)) {
        replace(entry, value);
        return;
      }
    }
    if (value != null) {
      NodeTuple before = words(mapping);
      int line = before == null ? lastLine(mapping) + 1 : startOf(before);
      int column = mapping.getValue().get(0).getKeyNode().getStartMark().getColumn();
      lines.add(line, " ".repeat(column) + key + ": " + value);
    }
  }

  private void replace(NodeTuple entry, @Nullable String value) {
    int line = startOf(entry);
    if (value == null) {
      lines.remove(line);
      return;
    }
    Node old = entry.getValueNode();
    String text = lines.get(line);
    lines.set(
        line,
        text.substring(0, old.getStartMark().getColumn())
            + value
            + text.substring(old.getEndMark().getColumn()));
  }

  /** Where the types of a property end and the extensions and words begin. */
  private static @Nullable NodeTuple words(MappingNode mapping) {
    for (NodeTuple entry : mapping.getValue()) {
      if (key(entry).startsWith("x-") || key(entry).equals("description")) {
        return entry;
      }
    }
    return null;
  }

  private static List<String> indent(List<String> block, int column) {
    List<String> indented = new ArrayList<>();
    block.forEach(line -> indented.add(" ".repeat(column) + line));
    return indented;
  }

  private static int startOf(NodeTuple entry) {
    return entry.getKeyNode().getStartMark().getLine();
  }

  /** The last line that belongs to a node; its end mark may lie behind blank lines and comments. */
  private static int lastLine(Node node) {
    if (node instanceof CollectionNode<?> collection
        && collection.getFlowStyle() != FlowStyle.FLOW
        && !collection.getValue().isEmpty()) {
      Object last = collection.getValue().get(collection.getValue().size() - 1);
      return lastLine(last instanceof NodeTuple entry ? entry.getValueNode() : (Node) last);
    }
    return node.getEndMark().getLine();
  }

  private static String key(NodeTuple entry) {
    return ((ScalarNode) entry.getKeyNode()).getValue();
  }

  private Node existing(Object... path) {
    Node node = find(path);
    if (node == null) {
      throw new IllegalArgumentException("nothing at " + Arrays.toString(path));
    }
    return node;
  }

  private @Nullable Node find(Object... path) {
    Node node =
        new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(toString()));
    for (Object step : path) {
      node = child(node, step);
    }
    return node;
  }

  private static @Nullable Node child(@Nullable Node node, Object step) {
    if (node instanceof SequenceNode sequence && step instanceof Integer index) {
      return index < sequence.getValue().size() ? sequence.getValue().get(index) : null;
    }
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        if (key(entry).equals(step)) {
          return entry.getValueNode();
        }
      }
    }
    return null;
  }
}
