package dev.oryadmin.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.tools.FactPath.Kind;
import dev.oryadmin.tools.Impact.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
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
      value = {
        "#parameter|- {name: v, in: query, schema: {type: string}}|getThing.parameters.v|BREAKING",
        "#query|- {name: v, in: query, schema: {type: string}}|listThings.parameters.v|ADDITIVE",
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
        "op: {type: string}|operation: {type: string}|edit.op|NONE"
      })
  void severityFollowsTheEffectOnUsers(String edited, String to, String at, Severity severity) {
    assertThat(changes(edited.replace("\\n", "\n"), to.replace("\\n", "\n")))
        .filteredOn(change -> change.place().subject().equals(at))
        .isNotEmpty()
        .extracting(change -> change.impact().severity())
        .contains(severity)
        .allMatch(found -> found.compareTo(severity) <= 0);
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
    return ShapeReader.of(document, Scope.of(document));
  }
}
