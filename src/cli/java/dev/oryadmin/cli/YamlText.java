package dev.oryadmin.cli;

import com.google.gson.JsonPrimitive;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Writes a part of a YAML document as JSON; numbers keep their text. Used by one thread. */
final class YamlText {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final String TAGGED = "has a tag: leave it out";
  private static final int DEEPEST = 200;

  /** Aliases can make a short document very long. */
  private static final int LONGEST = 16 << 20;

  private final ClientFile file;
  private final StringBuilder json = new StringBuilder();

  private YamlText(ClientFile file) {
    this.file = file;
  }

  /** Returns a value as JSON. What JSON can't say is reported to the file. */
  static String toJson(Node node, ClientFile file) {
    YamlText text = new YamlText(file);
    text.write(node, 0);
    return text.json.toString();
  }

  private void write(Node node, int depth) {
    if (depth > DEEPEST || json.length() > LONGEST) {
      throw file.stop(node, "is nested too deeply, or repeats itself by aliases");
    }
    Tag tag = node.getTag();
    boolean plain = node instanceof ScalarNode || tag.equals(Tag.MAP) || tag.equals(Tag.SEQ);
    if (!plain) {
      throw file.stop(node, TAGGED);
    }
    if (node instanceof MappingNode mapping) {
      write(mapping, depth);
    } else if (node instanceof SequenceNode sequence) {
      String separator = "[";
      for (Node element : sequence.getValue()) {
        json.append(separator);
        write(element, depth + 1);
        separator = ",";
      }
      json.append(separator.equals("[") ? "[]" : "]");
    } else {
      write((ScalarNode) node);
    }
  }

  private void write(MappingNode mapping, int depth) {
    Set<String> names = new HashSet<>();
    String separator = "{";
    for (NodeTuple member : mapping.getValue()) {
      String name = file.name(member.getKeyNode());
      if (!names.add(name)) {
        throw file.stop(member.getKeyNode(), name + " is there twice");
      }
      json.append(separator).append(new JsonPrimitive(name)).append(':');
      write(member.getValueNode(), depth + 1);
      separator = ",";
    }
    json.append(separator.equals("{") ? "{}" : "}");
  }

  private void write(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    String text = scalar.getValue();
    if (tag.equals(Tag.NULL)) {
      json.append("null");
    } else if (tag.equals(Tag.BOOL)) {
      json.append(text.toLowerCase(Locale.ROOT));
    } else if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      if (!NUMBER.matcher(text).matches()) {
        throw file.stop(scalar, "is no number of JSON: write it in decimal, or put it in quotes");
      }
      json.append(text);
    } else if (tag.equals(Tag.STR)) {
      json.append(new JsonPrimitive(text));
    } else {
      throw file.stop(scalar, TAGGED);
    }
  }
}
