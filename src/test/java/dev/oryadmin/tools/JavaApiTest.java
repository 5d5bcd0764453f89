package dev.oryadmin.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which Java stands for which part of a document. */
class JavaApiTest {
  @Test
  void whatMustBeGivenIsAnArgumentInAFixedOrder() {
    assertThat(
            methods(
                """
                post:
                  operationId: send
                  security: [{token: []}]
                  parameters:
                    - {name: tenant, in: query, required: true, schema: {type: string}}
                    - {name: id, in: path, required: true, schema: {type: string}}
                  requestBody:
                    content: {application/json: {schema: {$ref: '#/components/schemas/thing'}}}
                """))
        .containsExactly("void send(String id, String tenant, Secret token, Thing body)");
  }

  @Test
  void whatMayBeLeftOutIsSetByAFunctionAndHasAMethodWithoutIt() {
    assertThat(
            methods(
                """
                post:
                  operationId: search
                  x-method: find-all
                  parameters:
                    - {name: owner, in: query, schema: {type: string}}
                  requestBody:
                    content:
                      application/x-www-form-urlencoded:
                        schema:
                          required: [text]
                          properties: {text: {type: string}, limit: {type: integer}}
                """))
        .containsExactly(
            "void findAll(String text)",
            "void findAll(String text, Consumer<FindAllForm> form)",
            "void findAll(String text, Consumer<FindAllForm> form, Consumer<FindAllQuery> query)");
  }

  @Test
  void methodsStayWhenAnOperationLearnsToTakeMore() {
    String before = "get: {operationId: get}";
    String after =
        "get: {operationId: get, parameters: [{name: a, in: query, schema: {type: string}}]}";

    assertThat(methods(after)).containsAll(methods(before)).hasSize(2);
  }

  @Test
  void eachWayToReadOneHasAVariantThatLooksForIt() {
    JavaOperation operation =
        operation(
            """
            get:
              operationId: get
              x-find: true
              parameters: [{name: a, in: query, schema: {type: string}}]
            """);

    assertThat(operation.methods())
        .filteredOn(JavaMethod::finds)
        .extracting(JavaMethod::declared)
        .containsExactly("", "Consumer<GetQuery> query");
  }

  @Test
  void parametersThatOneOfTheWaysTakesAreNoOptions() {
    assertThat(
            methods(
                """
                delete:
                  operationId: revoke
                  x-arguments: [client]
                  x-shortcuts:
                    - {method: revokeAll, arguments: [subject], fixed: {all: 'true'}}
                  parameters:
                    - {name: subject, in: query, schema: {type: string}}
                    - {name: client, in: query, x-name: clientId, schema: {type: string}}
                    - {name: all, in: query, schema: {type: boolean}}
                """))
        .containsExactly("void revoke(String clientId)", "void revokeAll(String subject)");
  }

  @Test
  void aShortcutMakesItsBodyOfArgumentsAndFixedValues() {
    JavaOperation operation =
        operation(
            """
            put:
              operationId: reject
              x-shortcuts:
                - {arguments: [name], fixed: {why: 'no'}}
              requestBody:
                content: {application/json: {schema: {$ref: '#/components/schemas/thing'}}}
            """);

    JavaMethod shortcut = operation.methods().get(1);
    assertThat(shortcut.declared()).isEqualTo("String name");
    assertThat(shortcut.body()).isEqualTo("Thing.builder().name(name).why(\"no\").build()");
  }

  @Test
  void aShortcutThatTakesWhatTheRequestHasNotIsRefused() {
    JavaOperation operation =
        operation("get: {operationId: get, x-shortcuts: [{arguments: [nothing]}]}");

    assertThatThrownBy(operation::methods)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("get: get takes nothing, which the request has not");
  }

  @Test
  void aNameThatGeneratedCodeNeedsItselfGetsAnUnderscore() {
    assertThat(
            methods(
                """
                get:
                  operationId: get
                  security: [{token: []}]
                  parameters:
                    - {name: query, in: path, required: true, schema: {type: string}}
                    - {name: token, in: query, required: true, schema: {type: string}}
                    - {name: class, in: query, required: true, schema: {type: string}}
                """))
        .containsExactly("void get(String query_, String token_, String class_, Secret token)");
  }

  @Test
  void typesFollowTypeAndFormat() {
    JavaApi api =
        JavaApi.of(
            Document.parse(
                """
                components:
                  schemas:
                    all:
                      properties:
                        seconds: {type: integer, format: seconds}
                        since: {type: integer, format: unix-time}
                        times: {type: array, uniqueItems: true, items: {type: string, format: date-time}}
                        maps: {type: object, additionalProperties: {type: array, items: {type: number}}}
                        free: {type: object}
                        colour: {allOf: [{$ref: '#/components/schemas/colour'}]}
                        text: {$ref: '#/components/schemas/text'}
                    colour: {enum: [red]}
                    text: {type: string, format: password}
                """));

    JavaSchema all = Objects.requireNonNull(api.schema("all"));
    assertThat(all.properties())
        .extracting(property -> property.type().java() + " " + property.jsonType())
        .containsExactly(
            "Duration JsonType.SECONDS",
            "Instant JsonType.UNIX_TIME",
            "List<Instant> JsonType.list(JsonType.INSTANT)",
            "Map<String, List<BigDecimal>> JsonType.map(JsonType.list(JsonType.BIGDECIMAL))",
            "JsonElement JsonType.ANY",
            "Colour Colour.TYPE",
            "Secret JsonType.SECRET");
    assertThat(api.schema("text")).isNull();
  }

  /** Else the classes would initialize each other, and two threads could wait for ever. */
  @Test
  void aCircleIsClosedLaterWhateverItGoesThrough() {
    JavaApi api =
        JavaApi.of(
            Document.parse(
                """
                components:
                  schemas:
                    house:
                      properties:
                        people:
                          type: object
                          additionalProperties:
                            type: array
                            items: {type: array, items: {$ref: '#/components/schemas/person'}}
                    person:
                      properties:
                        home: {$ref: '#/components/schemas/house'}
                        mother: {$ref: '#/components/schemas/person'}
                """));

    assertThat(Objects.requireNonNull(api.schema("house")).properties().get(0).jsonType())
        .isEqualTo(
            "JsonType.map(JsonType.list(JsonType.list("
                + "JsonType.lazy(Person.class, () -> Person.TYPE))))");
    assertThat(Objects.requireNonNull(api.schema("person")).properties())
        .extracting(JavaProperty::jsonType)
        .containsExactly("JsonType.lazy(House.class, () -> House.TYPE)", "Person.TYPE");
  }

  @Test
  void whatOnlyErrorsAndPatchesAndFormsUseHasNoClass() {
    JavaApi api =
        api(
            """
            patch:
              operationId: patch
              x-patch: true
              requestBody:
                content: {application/json: {schema: {$ref: '#/components/schemas/change'}}}
              responses:
                '200':
                  content: {application/json: {schema: {$ref: '#/components/schemas/thing'}}}
                default:
                  content: {application/json: {schema: {$ref: '#/components/schemas/error'}}}
            """);

    assertThat(api.schemas()).extracting(JavaSchema::name).containsExactly("Thing");
  }

  @Test
  void operationsStayInTheGivenOrderAndTagsInThatOfTheDocument() {
    Document document =
        Document.parse(
            """
            tags: [{name: second-one}, {name: first}]
            paths:
              /a:
                put: {tags: [first], operationId: putA}
                get: {tags: [first], operationId: getA}
              /b:
                get: {tags: [second-one], operationId: getB}
            """);

    JavaApi api = JavaApi.of(document);

    assertThat(api.tags()).extracting(JavaTag::name).containsExactly("SecondOneApi", "FirstApi");
    assertThat(api.tags().get(1).operations())
        .extracting(JavaOperation::id)
        .containsExactly("putA", "getA");
  }

  @Test
  void deprecatedSaysWhatToUseInstead() {
    JavaOperation operation =
        operation("get: {operationId: get, deprecated: true, x-deprecated: Use list instead.}");

    assertThat(operation.deprecated()).isNotNull();
    assertThat(Objects.requireNonNull(operation.deprecated()).javadoc())
        .isEqualTo("Use list instead.");
    assertThat(operation("get: {operationId: get}").deprecated()).isNull();
  }

  @Test
  void wordsCannotEndACommentNorBeginATag() {
    assertThat(new Words("*/ @throws {@link X} <b> \\u000a &", "").javadoc())
        .doesNotContain("*/", "@", "{", "<", "\\");
  }

  @Test
  void namesBecomeJavaNames() {
    assertThat(List.of("client_id", "x5t#S256", "1st", "class", "URLs", "with space"))
        .extracting(JavaName::member)
        .containsExactly("clientId", "x5tHashS256", "_1st", "class_", "urLs", "withSpace");
    assertThat(List.of("clientId", "client-id", "x5t#S256", "PROPERTIES", "1st"))
        .extracting(JavaName::constant)
        .containsExactly("CLIENT_ID", "CLIENT_ID", "X5T_HASH_S256", "PROPERTIES_", "_1ST");
    assertThat(JavaName.literal("a\"\\\n\u00e9")).isEqualTo("\"a\\\"\\\\\\u000a\\u00e9\"");
  }

  @Test
  void javaIsFormattedAndImportsOnlyWhatItUses() {
    assertThat(
            Formatted.java(
                "package a; import java.util.Map; import java.util.List;"
                    + " /** A {@link Map}. */ class A {  }"))
        .isEqualTo(
            """
            package a;

            import java.util.Map;

            /** A {@link Map}. */
            class A {}
            """);
    assertThatThrownBy(() -> Formatted.java("class {"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a template renders no Java");
  }

  private static List<String> methods(String pathItem) {
    return operation(pathItem).methods().stream()
        .map(
            method ->
                method.operation().returned() + " " + method.name() + "(" + method.declared() + ")")
        .toList();
  }

  private static JavaOperation operation(String pathItem) {
    return api(pathItem).tags().get(0).operations().get(0);
  }

  private static JavaApi api(String pathItem) {
    return JavaApi.of(
        Document.parse(
            """
            paths:
              /things/{id}:
            %scomponents:
              schemas:
                thing: {properties: {name: {type: string}, why: {type: string}}}
                change: {properties: {op: {type: string}}}
                error: {properties: {error: {type: string}}}
            """
                .formatted(pathItem.stripTrailing().indent(4))));
  }
}
