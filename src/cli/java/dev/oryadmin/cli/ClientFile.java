package dev.oryadmin.cli;

import dev.oryadmin.DecodeException;
import dev.oryadmin.Property;
import dev.oryadmin.model.OAuth2Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** One file of clients, YAML or JSON, which is a part of YAML. Used by one thread. */
final class ClientFile {
  private static final int LARGEST = 64 << 20;
  private static final String CLIENTS = "clients";
  private static final String DEFAULTS = "defaults";

  /** Names the schema to some editors. */
  private static final String SCHEMA = "$schema";

  private final Path path;
  private final boolean unknownAllowed;
  private final List<FileProblem> problems;
  private final Map<String, Node> defaults = new LinkedHashMap<>();
  private final List<FileClient> clients = new ArrayList<>();

  ClientFile(Path path, boolean unknownAllowed, List<FileProblem> problems) {
    this.path = path;
    this.unknownAllowed = unknownAllowed;
    this.problems = problems;
  }

  /** Reads the clients; what is wrong is added to the problems. */
  List<FileClient> read() {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(path.toString())
            .setCodePointLimit(LARGEST)
            .setMaxAliasesForCollections(LARGEST) // bounded by what they make: see YamlText
            .setSchema(new CoreSchema())
            .build();
    try {
      String text = Files.readString(path);
      for (Node document : new Compose(settings).composeAllFromString(text)) {
        defaults.clear();
        readDocument(document);
      }
    } catch (NoSuchFileException e) {
      problems.add(new FileProblem(path.toString(), 0, "there is no such file"));
    } catch (IOException e) {
      problems.add(new FileProblem(path.toString(), 0, "can't be read: is it UTF-8 text?"));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      problems.add(new FileProblem(path.toString(), line, "is not YAML: " + e.getProblem()));
    } catch (YamlEngineException e) {
      problems.add(new FileProblem(path.toString(), 0, "is not YAML, or too large"));
    } catch (FileProblemsException e) {
      // Is among the problems by now.
    }
    return clients;
  }

  private void readDocument(Node document) {
    if (document instanceof SequenceNode list) {
      list.getValue().forEach(client -> readClient(client, null));
      return;
    }
    if (!(document instanceof MappingNode mapping)) {
      throw stop(document, "has to be a list of clients, or to have one below clients:");
    }
    Node listed = null;
    for (NodeTuple member : mapping.getValue()) {
      String name = name(member.getKeyNode());
      switch (name) {
        case DEFAULTS -> defaults.putAll(members(member.getValueNode()));
        case CLIENTS -> listed = member.getValueNode();
        case SCHEMA -> {}
        default ->
            problem(
                member.getKeyNode(),
                "unknown name "
                    + name
                    + ": clients stand below clients:, what they share below"
                    + " defaults:");
      }
    }
    if (listed == null) {
      throw stop(document, "has no clients: put them below clients:");
    }
    readClients(listed);
  }

  private void readClients(Node listed) {
    if (listed instanceof SequenceNode list) {
      list.getValue().forEach(client -> readClient(client, null));
    } else if (listed instanceof MappingNode byId) {
      byId.getValue().forEach(client -> readClient(client.getValueNode(), client.getKeyNode()));
    } else {
      throw stop(listed, "clients has to be a list, or a client for each id");
    }
  }

  private void readClient(Node node, @Nullable Node id) {
    Map<String, Node> values = new LinkedHashMap<>(defaults);
    Map<String, Node> own = members(node);
    if (id != null) {
      Node other = own.put(OAuth2Client.CLIENT_ID.name(), id);
      if (other != null) {
        problem(other, "client_id is said twice: here, and before the colon above");
      }
    }
    values.putAll(own);
    FileClient client = new FileClient(this, node);
    values.forEach(client::read);
    clients.add(client);
  }

  /** The members of a mapping, each once. */
  private Map<String, Node> members(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      throw stop(node, "has to be properties of a client, name: value");
    }
    Map<String, Node> members = new LinkedHashMap<>();
    for (NodeTuple member : mapping.getValue()) {
      String name = name(member.getKeyNode());
      if (members.put(name, member.getValueNode()) != null) {
        problem(member.getKeyNode(), name + " is there twice");
      }
      if (known(name) == null && !unknownAllowed) {
        Optional<String> near = NearestName.of(name, FileClient.NAMES);
        problem(
            member.getKeyNode(),
            "unknown property " + name + near.map(n -> ": did you mean " + n + "?").orElse(""));
      }
    }
    return members;
  }

  static @Nullable Property<OAuth2Client, ?> known(String name) {
    for (Property<OAuth2Client, ?> property : OAuth2Client.PROPERTIES) {
      if (property.name().equals(name)) {
        return property;
      }
    }
    return null;
  }

  Path folder() {
    Path folder = path.toAbsolutePath().getParent();
    return folder == null ? path.toAbsolutePath() : folder;
  }

  String name(Node key) {
    if (key instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw stop(key, "a name has to be text");
  }

  /** Returns where a node is, for messages. */
  String place(Node node) {
    return path + ":" + line(node);
  }

  void problem(Node node, String message) {
    problems.add(new FileProblem(path.toString(), line(node), message));
  }

  /** Adds a problem after which the file can't be read on. */
  FileProblemsException stop(Node node, String message) {
    problem(node, message);
    return new FileProblemsException(problems);
  }

  /** Returns the message of an SDK's refusal without the path of one value. */
  static String words(DecodeException e) {
    return String.valueOf(e.getMessage()).replaceFirst("^.*?\\$\\.", "");
  }

  private static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).map(line -> line + 1).orElse(0);
  }
}
