package dev.oryadmin.cli;

import com.google.gson.JsonPrimitive;
import dev.oryadmin.DecodeException;
import dev.oryadmin.Property;
import dev.oryadmin.model.OAuth2Client;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A client as a file has it, property by property. Used by one thread. */
final class FileClient {
  static final List<String> NAMES = OAuth2Client.PROPERTIES.stream().map(Property::name).toList();

  private final ClientFile file;
  private final Node start;
  private final List<String> members = new ArrayList<>();
  private @Nullable SecretReference secret;

  FileClient(ClientFile file, Node start) {
    this.file = file;
    this.start = start;
  }

  void read(String name, Node value) {
    Property<OAuth2Client, ?> property = ClientFile.known(name);
    if (property == OAuth2Client.CLIENT_SECRET) {
      readSecret(value);
      return;
    }
    if (property != null && property.readOnly()) {
      file.problem(value, name + " is set by the server alone: remove it");
      return;
    }
    String json = json(property, value);
    if (SecretReference.resembles(json)) {
      file.problem(value, name + ": references are for client_secret only");
    }
    String member = "{" + new JsonPrimitive(name) + ":" + json + "}";
    if (property == null || isReadable(property, member, value)) {
      members.add(member.substring(1, member.length() - 1));
    }
  }

  /** The short forms: one value in place of a list of one, and a list of scopes, each on a line. */
  private String json(@Nullable Property<OAuth2Client, ?> property, Node value) {
    String json = YamlText.toJson(value, file);
    if (property == OAuth2Client.SCOPE && value instanceof SequenceNode scopes) {
      List<String> words = new ArrayList<>();
      for (Node scope : scopes.getValue()) {
        words.add(file.name(scope));
      }
      return new JsonPrimitive(String.join(" ", words)).toString();
    }
    boolean single =
        property != null
            && property.type().javaType() == List.class
            && value instanceof ScalarNode scalar
            && !scalar.getTag().equals(Tag.NULL);
    return single ? "[" + json + "]" : json;
  }

  private boolean isReadable(Property<OAuth2Client, ?> property, String member, Node value) {
    try {
      var unused = OAuth2Client.fromJson(member).get(property);
      return true;
    } catch (DecodeException e) {
      file.problem(value, ClientFile.words(e));
      return false;
    }
  }

  private void readSecret(Node value) {
    if (value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
      secret =
          SecretReference.parse(scalar.getValue(), file.folder(), file.place(value)).orElse(null);
    }
    if (secret == null) {
      file.problem(value, "client_secret has to be a reference: ${env:NAME} or ${file:PATH}");
    }
  }

  /** Returns the client, without its secret. */
  OAuth2Client client() {
    return OAuth2Client.fromJson("{" + String.join(",", members) + "}");
  }

  /** Returns where its secret is; null if it names none. */
  @Nullable SecretReference secret() {
    return secret;
  }

  /** Returns where it begins. */
  String place() {
    return file.place(start);
  }

  void problem(String message) {
    file.problem(start, message);
  }
}
