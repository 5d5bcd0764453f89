package dev.oryadmin.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.tools.Impact.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What apply makes of one invented change each: it writes it, whole, or leaves it to people; it
 * never writes what cannot be built, and has nothing to add the second time.
 */
class AppliedChangesTest {
  private static final String WRITTEN = "written";

  /** Schemas of upstream that the fragment gets only if something refers to them. */
  private static final String OTHERS =
      """

          owner:
            required: ['no']
            properties: {mood: {$ref: '#/components/schemas/mood'}, 'no': {type: string}}
          mood: {type: string, enum: ['on', 'off']}
      """;

  /** Each row: where upstream has more than the fragment, what, and what becomes of it. */
  @ParameterizedTest(name = "{1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "property|size: {type: integer}|written",
        "property|born: {type: string, format: date-time}|written",
        "property|'yes': {type: string}|written",
        "property|'null': {type: boolean}|written",
        "property|$dollar: {type: string}|written",
        "property|tags: {type: object, additionalProperties: {type: string}}|written",
        "property|sets: {type: array, uniqueItems: true, items: {type: string}}|written",
        "property|grid: {type: array, items: {type: array, items: {type: number}}}|written",
        "property|mood: {type: string, enum: [good, bad]}|written",
        "property|mood: {$ref: '#/components/schemas/mood'}|written",
        "property|moods: {type: array, items: {$ref: '#/components/schemas/mood'}}|written",
        "property|owner: {$ref: '#/components/schemas/owner'}|written",
        "property|self: {$ref: '#/components/schemas/thing'}|written",
        "property|choice: {oneOf: [{type: string}, {type: integer}]}|left",
        "property|bytes: {type: string, format: byte}|left",
        "property|inner: {type: object, properties: {a: {type: string}}}|left",
        "parameter|- {name: after, in: query, schema: {type: string}}|written",
        "parameter|- {name: on, in: query, schema: {type: boolean}}|written",
        "parameter|- {name: ids, in: query, schema: {type: array, items: {type: string}}}|left",
        "parameter|- {name: X-Trace, in: header, schema: {type: string}}|left",
        "path|/things/{id}/copy: {post: {operationId: copyThing, responses: {'204': {}}}}|written",
        "path|/things/yes: {get: {operationId: 'yes', responses: {'204': {}}}}|written",
        "path|/things/raw: {put: {operationId: putRaw, requestBody: {content: {application/json:"
            + " {schema: {type: object, properties: {a: {type: string}}}}}}, responses: {'204':"
            + " {}}}}|left",
        "path|/things/safe: {get: {operationId: getSafe, security: [{basic: []}], responses: {'204':"
            + " {}}}}|left"
      })
  void aChangeIsWrittenWholeOrLeft(String where, String what, String becomes) throws IOException {
    String fragment = fragment();
    Document upstream = Document.parse(with(fragment, where, what));

    Applied applied = apply(fragment, upstream);

    assertThat(applied.left().isEmpty())
        .as("%s", applied.left())
        .isEqualTo(becomes.equals(WRITTEN));
    assertThat(applied.text().equals(fragment)).isEqualTo(!becomes.equals(WRITTEN));
    Document written = Document.parse(applied.text());
    assertThat(FragmentLint.structure(written)).isEmpty();
    assertThat(JavaApi.of(written).tags()).isNotEmpty();
    assertThat(apply(applied.text(), upstream).text()).isEqualTo(applied.text());
    assertThat(changes(applied.text(), upstream))
        .extracting(Change::impact)
        .filteredOn(impact -> impact.severity() != Severity.NONE)
        .hasSameSizeAs(applied.left());
  }

  @Test
  void whatASchemaDemandsAndListsSurvives() throws IOException {
    String fragment = fragment();
    String more = with(fragment, "property", "owner: {$ref: '#/components/schemas/owner'}");

    Document written = Document.parse(apply(fragment, Document.parse(more)).text());

    JavaApi api = JavaApi.of(written);
    assertThat(Objects.requireNonNull(api.schema("owner")).properties())
        .extracting(
            property -> property.json() + " " + property.type().java() + property.required())
        .containsExactly("mood Moodfalse", "no Stringtrue");
    assertThat(Objects.requireNonNull(api.schema("mood")).values())
        .extracting(JavaSchema.KnownValue::literal)
        .containsExactly("\"off\"", "\"on\"");
  }

  @Test
  void aSliceOfMoreComesUnderATagOfItsOwn() throws IOException {
    String fragment = fragment();
    Document upstream =
        Document.parse(
            fragment.replace(
                "components:\n",
                """
                  /keys:
                    get: {tags: [jwk], operationId: listKeys, responses: {'204': {}}}
                  /keys/{set}:
                    delete:
                      tags: [jwk]
                      operationId: deleteKeys
                      parameters: [{name: set, in: path, required: true, schema: {type: string}}]
                      responses: {'204': {}}
                components:
                """));
    Coverage coverage = Coverage.of(Document.parse(fragment)).with(Set.of(), Set.of("jwk"));
    Shape shape = ShapeReader.of(upstream, coverage);
    List<Change> changes = Comparison.of(shape(Document.parse(fragment)), shape);

    Document written =
        Document.parse(new FragmentEdit(fragment, shape, "v27.1", "keys").apply(changes));

    JavaApi api = JavaApi.of(written);
    assertThat(api.tags()).extracting(JavaTag::name).containsExactly("ThingsApi", "KeysApi");
    assertThat(api.tags().get(1).operations())
        .extracting(JavaOperation::id)
        .containsExactlyInAnyOrder("listKeys", "deleteKeys");
    assertThat(FragmentLint.structure(written)).isEmpty();
  }

  @Test
  void tenChangesAtOnceLackOnlyWords() throws IOException {
    String fragment = fragment();
    String more = fragment;
    for (String property :
        List.of(
            "size: {type: integer}",
            "born: {type: string, format: date-time}",
            "'on': {type: boolean}",
            "mood: {$ref: '#/components/schemas/mood'}",
            "owner: {$ref: '#/components/schemas/owner'}",
            "tags: {type: object, additionalProperties: {type: string}}")) {
      more = with(more, "property", property);
    }
    more = with(more, "parameter", "- {name: after, in: query, schema: {type: string}}");
    more = with(more, "parameter", "- {name: deep, in: query, schema: {type: boolean}}");
    more =
        with(more, "path", "/things/{id}/a: {post: {operationId: postA, responses: {'204': {}}}}");
    more = with(more, "path", "/things/{id}/b: {get: {operationId: getB, responses: {'204': {}}}}");

    Applied applied = apply(fragment, Document.parse(more));

    assertThat(applied.left()).isEmpty();
    String filled =
        applied
            .text()
            .replaceFirst("x-method: TO BE WRITTEN", "x-method: first")
            .replaceFirst("x-method: TO BE WRITTEN", "x-method: second")
            .replace("TO BE WRITTEN", "Words of ours.");
    assertThat(FragmentLint.check(Document.parse(filled))).isEmpty();
  }

  /** The upstream that has something besides; what it refers to is there as well. */
  private static String with(String fragment, String where, String what) {
    String before =
        switch (where) {
          case "property" -> "\n        lifespan:\n";
          case "parameter" -> "\n        - name: page_token\n";
          default -> "\ncomponents:\n";
        };
    String indentation = where.equals("path") ? "\n  " : "\n        ";
    String more = fragment.replace(before, indentation + what + before);
    assertThat(more).isNotEqualTo(fragment);
    return more.contains("    owner:\n")
        ? more
        : more.replace("\n    address:\n", OTHERS + "    address:\n");
  }

  private record Applied(String text, List<Change> left) {}

  private static Applied apply(String fragment, Document upstream) {
    FragmentEdit edit = new FragmentEdit(fragment, slice(fragment, upstream), "", "");
    String text = edit.apply(changes(fragment, upstream));
    return new Applied(text, List.copyOf(edit.left()));
  }

  private static List<Change> changes(String fragment, Document upstream) {
    return Comparison.of(shape(Document.parse(fragment)), slice(fragment, upstream));
  }

  private static Shape slice(String fragment, Document upstream) {
    return ShapeReader.of(upstream, Coverage.of(Document.parse(fragment)));
  }

  private static Shape shape(Document document) {
    return ShapeReader.of(document, Coverage.of(document));
  }

  private static String fragment() throws IOException {
    return Files.readString(Path.of("src/test/resources/spec-changes/nothing-changed/before.yaml"));
  }
}
