package dev.oryadmin.tools;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an API class has for one operation. All that its templates ask for. Immutable.
 *
 * @param id the operationId
 * @param method the name of the method; that of the one that prepares a call ends in {@code Call}
 * @param http the HTTP method
 * @param docs more sentences
 * @param bucket which limit of Ory Network it counts towards
 * @param deprecated what to use instead; null unless it is deprecated
 * @param findable whether a variant takes "there is none" for an answer
 * @param token whether a token of its own authorizes the call
 * @param optionsInQuery the parameters of the query that are set by name
 * @param optionsInForm the fields of the form that are set by name
 * @param body what is sent; null if nothing or a form is
 * @param bodyModel the model of the body; null if it is none
 * @param checkedBody whether each value of the body is checked before it is sent
 * @param answer the type of a successful answer, or that of the items of a page
 * @param omitted the constants of what the body never has
 * @param ways the ways to call it
 */
record JavaOperation(
    String id,
    String method,
    String http,
    String path,
    String server,
    String retrySafety,
    Words summary,
    List<Words> docs,
    String since,
    String bucket,
    @Nullable Words deprecated,
    Kind kind,
    boolean findable,
    boolean patch,
    boolean token,
    List<JavaParameter> inPath,
    List<JavaParameter> inQuery,
    List<JavaParameter> inForm,
    List<JavaParameter> optionsInQuery,
    List<JavaParameter> optionsInForm,
    @Nullable JavaParameter body,
    @Nullable JavaSchema bodyModel,
    boolean checkedBody,
    JavaType answer,
    List<JavaResponse> responses,
    List<String> omitted,
    List<String> samples,
    List<Way> ways) {

  /**
   * One way to call an operation, as the document states it.
   *
   * @param arguments the names of what the caller gives, in the document
   * @param options whether a function sets the rest
   */
  record Way(
      String method,
      @Nullable Words summary,
      List<String> arguments,
      Map<String, String> fixed,
      boolean options) {}

  /** What the answer is. */
  enum Kind {
    VALUE,
    NOTHING,
    PAGE,
    REDIRECT
  }

  /** All methods, those with fewer arguments first. */
  List<JavaMethod> methods() {
    return new JavaMethods(this).all();
  }

  String constant() {
    return JavaName.constant(method);
  }

  /** The anchor of its section on a page. */
  String anchor() {
    return method.toLowerCase(Locale.ROOT);
  }

  String queryClass() {
    return JavaName.type(method) + "Query";
  }

  String formClass() {
    return JavaName.type(method) + "Form";
  }

  boolean hasQueryOptions() {
    return !optionsInQuery.isEmpty();
  }

  boolean hasFormOptions() {
    return !optionsInForm.isEmpty();
  }

  String pageToken() {
    return inQuery.stream()
        .filter(JavaParameter::pageToken)
        .map(JavaParameter::literal)
        .findFirst()
        .orElse("\"\"");
  }

  /** What the method returns. */
  String returned() {
    return switch (kind) {
      case VALUE -> answer.java();
      case NOTHING -> "void";
      case PAGE -> "Paged<" + answer.java() + ">";
      case REDIRECT -> "String";
    };
  }

  /** What a prepared call gives. */
  String result() {
    return switch (kind) {
      case VALUE -> answer.java();
      case NOTHING -> "@Nullable Void";
      case PAGE -> "Page<" + answer.java() + ">";
      case REDIRECT -> "String";
    };
  }

  /** How {@code CallFactory} starts the request. */
  String start() {
    return switch (kind) {
      case VALUE -> "request(" + constant() + ", " + answer.json() + ")";
      case NOTHING -> "request(" + constant() + ")";
      case PAGE -> "page(" + constant() + ", " + answer.json() + ", " + pageToken() + ")";
      case REDIRECT -> "redirect(" + constant() + ")";
    };
  }

  String patchType() {
    return "Patch<" + answer.java() + ">";
  }

  boolean paged() {
    return kind == Kind.PAGE;
  }

  boolean returnsNothing() {
    return kind == Kind.NOTHING;
  }

  /** Whether the body is written by a type of JSON, not by a model or a patch itself. */
  boolean plainBody() {
    return body != null && !patch && !body.type().isModel();
  }

  boolean hasOneDoc() {
    return docs.size() == 1;
  }

  boolean hasList() {
    return docs.size() > 1;
  }

  boolean hasDocs() {
    return !docs.isEmpty();
  }

  /** The type of the body on a page. */
  String bodyCell() {
    return patch ? "`" + patchType() + "`" : body == null ? "" : body.type().cell();
  }

  /** What a successful answer gives, on a page. */
  String answerCell() {
    return switch (kind) {
      case VALUE -> answer.cell();
      case NOTHING -> "nothing";
      case PAGE -> "`Page` of " + answer.cell();
      case REDIRECT -> "its URL";
    };
  }

  /** The answers that become exceptions. */
  List<JavaResponse> failures() {
    return responses.stream().filter(response -> !response.exception().isEmpty()).toList();
  }

  /**
   * A class by which a function sets what is optional.
   *
   * @param main the method that takes the function
   */
  record Options(String className, JavaMethod main, List<JavaParameter> parameters) {}

  Options query() {
    return new Options(queryClass(), main(), optionsInQuery);
  }

  Options form() {
    return new Options(formClass(), main(), optionsInForm);
  }

  private JavaMethod main() {
    return methods().stream().filter(JavaMethod::main).findFirst().orElseThrow();
  }

  /** The parameters of the query that are arguments, or sent with each call. */
  List<JavaParameter> argumentsInQuery() {
    return inQuery.stream().filter(parameter -> !optionsInQuery.contains(parameter)).toList();
  }

  /** The fields of the form that are arguments. */
  List<JavaParameter> argumentsInForm() {
    return inForm.stream().filter(field -> !optionsInForm.contains(field)).toList();
  }
}
