package dev.oryadmin.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oryadmin.tools.FactPath.Kind;
import dev.oryadmin.tools.Impact.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the report says of one edit each in a small document. */
class ReportedChangesTest {
  private static final String DOCUMENT =
      """
      openapi: 3.0.3
      paths:
        /things/{id}:
          get:
            operationId: getThing
            parameters:
              - {name: id, in: path, required: true, schema: {type: string}}
              #parameter
            #operation
            responses:
              #answer
              '200': {content: {application/json: {schema: {$ref: '#/components/schemas/thing'}}}}
              default: {content: {application/json: {schema: {$ref: '#/components/schemas/problem'}}}}
          patch:
            operationId: patchThing
            requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/edits'}}}}
            responses:
              '204': {description: Done.}
        /things:
          get:
            operationId: listThings
            parameters:
              - {name: page, in: query, schema: {type: string}}
              #query
              - {name: kind, in: query, schema: {type: array, items: {type: string}}}
            responses:
              '200': {content: {application/json: {schema: {$ref: '#/components/schemas/thing'}}}}
      components:
        schemas:
          thing:
            type: object
            #model
            properties:
              name: {type: string}
              times: {type: array, items: {type: string}}
              mode: {type: string, enum: [a, b]}
              colour: {$ref: '#/components/schemas/colour'}
          colour: {type: string, enum: [red]}
          else:
            type: object
            properties:
              where: {type: string}
          problem:
            type: object
            properties:
              cause: {type: string}
              detail: {$ref: '#/components/schemas/detail'}
          detail:
            type: object
            properties:
              text: {type: string}
          edits:
            type: array
            items: {$ref: '#/components/schemas/edit'}
          edit:
            type: object
            properties:
              op: {type: string}
      """;

  /** A change is told at a place, and is as severe as it is for users. */
  @ParameterizedTest(name = "{3} at {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "#parameter|- {name: v, in: query, schema: {type: string}}|getThing.parameters.v|ADDITIVE",
        "#query|- {name: v, in: query, schema: {type: string}}|listThings.parameters.v|ADDITIVE",
        "#parameter|- {name: v, in: query, required: true, schema: {type: string}}|getThing.parameters.v|BREAKING",
        "name: page, in|name: page, required: true, in|listThings.parameters.page|BREAKING",
        "#operation|servers: [{url: 'https://else.example'}]|getThing|BREAKING",
        "#operation|deprecated: true|getThing|ADDITIVE",
        "name: page, in|name: page, deprecated: true, in|listThings.parameters.page|ADDITIVE",
        "name: kind, in|name: kind, explode: false, in|listThings.parameters.kind|BREAKING",
        "name: kind, in|name: kind, style: pipeDelimited, in|listThings.parameters.kind|BREAKING",
        "#model|deprecated: true|thing|ADDITIVE",
        "#model|nullable: true|thing|ADDITIVE",
        "#model|oneOf: [{type: object}]|thing|ADDITIVE",
        "#model|discriminator: {propertyName: name}|thing|ADDITIVE",
        "#model|additionalProperties: {type: string}|thing|ADDITIVE",
        "name: {type: string}|name: {type: string, readOnly: true}|thing.name|BREAKING",
        "items: {type: string}}\\n|items: {type: string, format: date-time}}\\n|thing.times|BREAKING",
        "cause: {type: string}|cause: {type: integer}|problem.cause|NONE",
        "text: {type: string}|{}|detail.text|NONE",
        "op: {type: string}|operation: {type: string}|edit.op|NONE",
        "#answer|'303': {description: Else.}|getThing.responses.303|NONE",
        "#answer|'303': {content: {application/json: {schema: {$ref: '#/components/schemas/else'}}}}|else|NONE",
        "#answer|'409': {description: Taken.}|getThing.responses.409|ADDITIVE",
        "enum: [a, b]|enum: [a, b, c]|thing.mode|NONE",
        "enum: [a, b]|enum: [a]|thing.mode|BREAKING",
        "enum: [red]|enum: [red, blue]|thing.colour|ADDITIVE"
      })
  void severityFollowsTheEffectOnUsers(String edited, String to, String at, Severity severity) {
    assertThat(changes(edited.replace("\\n", "\n"), to.replace("\\n", "\n")))
        .filteredOn(change -> change.place().subject().equals(at))
        .isNotEmpty()
        .extracting(change -> change.impact().severity())
        .contains(severity)
        .allMatch(found -> found.compareTo(severity) <= 0);
  }

  /** The fragment may name a set for what upstream lists in place. */
  @Test
  void aSetOfOursGrowsWithTheListOfUpstream() {
    List<Deviation> named =
        Deviation.of(
            Document.parse("x-deviations: [{at: [schemas.thing.colour.ref], upstream: absent}]"));
    String inPlace = "colour: {type: string, enum: [red, blue]}\n";
    String upstream = DOCUMENT.replace("colour: {$ref: '#/components/schemas/colour'}\n", inPlace);

    assertThat(Review.of(shape(DOCUMENT), named, shape(upstream)).changes())
        .extracting(change -> change.impact().severity() + " " + change.difference())
        .containsExactly("ADDITIVE new values: `blue`");
  }

  @Test
  void anOvertakenDeviationIsToldOnce() {
    List<Deviation> deviations =
        Deviation.of(
            Document.parse("x-deviations: [{at: [schemas.thing.name.pattern], upstream: a}]"));
    String other = DOCUMENT.replace("name: {type: string}", "name: {type: string, pattern: b}");

    Review review = Review.of(shape(DOCUMENT), deviations, shape(other));

    assertThat(review.outdated()).isEmpty();
    assertThat(review.changes())
        .extracting(change -> change.impact().meaning())
        .containsExactly(
            "The SDK does not check values; compare the two."
                + " A deviation is recorded there: review it.");
  }

  @Test
  void theReportNamesTheMethodsThatComeAndGo() {
    assertThat(changes("#parameter", "- {name: v, in: query, schema: {type: string}}"))
        .filteredOn(change -> change.what().equals("new parameter"))
        .extracting(change -> change.impact().meaning())
        .containsExactly("New methods: `Thing getThing(String, Consumer)`. The others stay.");
    assertThat(changes("name: page, in", "name: page, required: true, in"))
        .extracting(change -> change.impact().meaning())
        .containsExactly("Methods would go: `Thing listThings()`, `Thing listThings(Consumer)`.");
  }

  @Test
  void theReportNamesTheJavaTypesThatAreGenerated() {
    assertThat(changes("items: {type: string}}\n", "items: {type: string, format: date-time}}\n"))
        .extracting(change -> change.impact().meaning())
        .containsExactly("The Java type changes from List<String> to List<Instant>.");
  }

  /** Another way to prove who calls, beside a token, changes nothing for those who have one. */
  @Test
  void moreKindsOfCredentialsAreNoBreak() {
    String schemes =
        "components:\n  securitySchemes: {t: {type: http, scheme: bearer}, b: {type: http, scheme:"
            + " basic}}\n";
    String token =
        DOCUMENT.replace("components:\n", schemes).replace("#operation", "security: [{t: []}]");

    assertThat(Comparison.of(shape(token), shape(token.replace("[{t: []}]", "[{t: []}, {b: []}]"))))
        .extracting(change -> change.impact().severity())
        .containsExactly(Severity.ADDITIVE);
    assertThat(Comparison.of(shape(DOCUMENT), shape(token)))
        .extracting(change -> change.impact().meaning())
        .containsExactly("Methods would go: `Thing getThing(String)`.");
  }

  @Test
  void whatIsWrongElsewhereInTheDocumentIsNoConcernOfTheSlice() {
    Coverage coverage = Coverage.of(Document.parse(DOCUMENT));
    String broken =
        DOCUMENT.replace(
            "components:\n",
            "  /other: {get: {operationId: other, parameters: [{$ref: '#/nowhere'}], responses:"
                + " {default: {$ref: '#/nowhere'}}}}\ncomponents:\n");

    assertThat(ShapeReader.of(Document.parse(broken), coverage).facts())
        .isEqualTo(shape(DOCUMENT).facts());
  }

  @Test
  void anOlderDocumentIsRefused(@TempDir Path folder) throws IOException {
    Path fragment = folder.resolve("openapi/oauth2-clients.yaml");
    Files.createDirectories(folder.resolve("openapi"));
    Files.writeString(fragment, DOCUMENT);
    Path newer = Files.writeString(folder.resolve("newer.yaml"), DOCUMENT);
    Path older =
        Files.writeString(
            folder.resolve("older.yaml"),
            DOCUMENT.replaceFirst("(?m)^ *name: .type: string.\\n", ""));
    PrintStream quiet = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    SpecUpdate update = new SpecUpdate(folder, quiet, LocalDate.EPOCH);
    update.record(newer);

    update.refuseOlder(newer);
    assertThatThrownBy(() -> update.refuseOlder(older))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "older is older than the last review, of newer: it lacks thing.name. Nothing was");
  }

  @Test
  void operationsBesideKnownOnesAreSeen() {
    Document known = Document.parse("paths: {/a/b/accept: {put: {operationId: accept}}}");
    Document more =
        Document.parse(
            "paths: {/a/b/reject: {put: {operationId: reject}}, /a/c: {get: {operationId: c}}}");

    assertThat(ShapeReader.of(more, Coverage.of(known)).owners(Kind.OPERATIONS))
        .containsExactly("reject");
  }

  @Test
  void wordsBehindAReferenceAndWordsThatAppearAreTold() {
    String before =
        DOCUMENT.replace("default: {content", "default: {$ref: '#/components/responses/e'}\n#");
    String answers =
        before.replace("components:\n", "components:\n  responses: {e: {description: One.}}\n");
    String after =
        answers
            .replace("One.", "Another.")
            .replace("name: {type: string}", "name: {type: string, description: New.}");

    assertThat(
            Prose.changed(
                Prose.of(Document.parse(answers), shape(answers)),
                Prose.of(Document.parse(after), shape(after)),
                shape(answers)))
        .containsExactly("getThing.default", "thing.name");
  }

  @Test
  void removedErrorSchemasRemoveNoClass() {
    String without = DOCUMENT.replaceFirst("(?m)^.*default: .*\\n", "");

    assertThat(Comparison.of(shape(DOCUMENT), shape(without)))
        .extracting(change -> change.impact().severity())
        .isNotEmpty()
        .doesNotContain(Severity.BREAKING);
  }

  @Test
  void removedAnswerSchemasAreBreaking() {
    String without = DOCUMENT.replace("schemas/thing'", "schemas/detail'");

    assertThat(Comparison.of(shape(DOCUMENT), shape(without)))
        .filteredOn(change -> change.place().owner().equals("thing"))
        .extracting(change -> change.impact().severity())
        .containsExactly(Severity.BREAKING);
  }

  @Test
  void anotherMediaTypeBesideJsonChangesNothing() {
    String text = "{content: {text/plain: {}, application/json: {schema: {$ref: '#/components/";
    String more =
        DOCUMENT.replace("{content: {application/json: {schema: {$ref: '#/components/", text);

    assertThat(Comparison.of(shape(DOCUMENT), shape(more)))
        .isNotEmpty()
        .extracting(change -> change.impact().severity())
        .containsOnly(Severity.NONE);
  }

  @Test
  void anotherMediaTypeInsteadOfJsonIsBreaking() {
    assertThat(changes("application/json", "application/xml"))
        .extracting(change -> change.impact().severity())
        .contains(Severity.BREAKING);
  }

  @Test
  void schemasThatAreAliasesOfThemselvesAreHandled() {
    String endless =
        DOCUMENT.replace(
            "$ref: '#/components/schemas/edit'}", "$ref: '#/components/schemas/edits'}");

    assertThat(shape(endless).at(new FactPath(Kind.OPERATIONS, "patchThing", "body", "type")))
        .isEqualTo("array of edits");
  }

  private static List<Change> changes(String edited, String to) {
    assertThat(DOCUMENT).contains(edited);
    return Comparison.of(shape(DOCUMENT), shape(DOCUMENT.replace(edited, to)));
  }

  private static Shape shape(String text) {
    Document document = Document.parse(text);
    return ShapeReader.of(document, Coverage.of(document));
  }
}
