package dev.oryadmin.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How API documents are read, and cut down to facts. */
class DocumentTest {
  private static final Path FRAGMENT = Path.of("openapi/oauth2-clients.yaml");

  @Test
  void orderOfMembersDoesNotMatter() throws IOException {
    Document document = Document.read(FRAGMENT);
    Document reversed = Document.parse(reversed(json(document)).toString());

    assertThat(shape(reversed).facts()).isEqualTo(shape(document).facts());
    assertThat(Prose.of(reversed, shape(document))).isEqualTo(Prose.of(document, shape(document)));
  }

  @Test
  void yamlAndJsonGiveTheSameFacts() throws IOException {
    Document yaml = Document.read(FRAGMENT);

    assertThat(shape(Document.parse(json(yaml).toString())).facts()).isEqualTo(shape(yaml).facts());
  }

  @Test
  void otherVersionsOfOpenApiAreRefused(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("api.yaml");
    Files.writeString(file, "openapi: 3.1.0\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Document.read(file))
        .withMessageContaining("api.yaml: no OpenAPI 3.0 document");
  }

  @Test
  void missingReferencesAreNamed() {
    Document document = Document.parse("a: {$ref: '#/components/schemas/none'}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> document.resolve(document.root().get("a")))
        .withMessage("/a: nothing at $ref #/components/schemas/none");
  }

  @Test
  void circularReferencesAreNamed() {
    Document document = Document.parse("{\"a\": {\"$ref\": \"#/b\"}, \"b\": {\"$ref\": \"#/a\"}}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> document.resolve(document.root().get("a")))
        .withMessageContaining("cannot follow $ref");
  }

  private static Shape shape(Document document) {
    return ShapeReader.of(document, Scope.of(document));
  }

  private static JsonElement json(Document document) {
    return new Gson().toJsonTree(document.root().value());
  }

  private static JsonElement reversed(JsonElement json) {
    if (!json.isJsonObject()) {
      return json;
    }
    List<String> names = new ArrayList<>(json.getAsJsonObject().keySet());
    Collections.reverse(names);
    JsonObject reversed = new JsonObject();
    names.forEach(name -> reversed.add(name, reversed(json.getAsJsonObject().get(name))));
    return reversed;
  }
}
