package dev.oryadmin.tools;

import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.servers.Server;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.openapitools.codegen.CliOption;
import org.openapitools.codegen.CodegenModel;
import org.openapitools.codegen.CodegenOperation;
import org.openapitools.codegen.CodegenType;
import org.openapitools.codegen.DefaultCodegen;
import org.openapitools.codegen.SupportingFile;
import org.openapitools.codegen.api.TemplatingEngineAdapter;
import org.openapitools.codegen.model.ModelMap;
import org.openapitools.codegen.model.ModelsMap;
import org.openapitools.codegen.model.OperationsMap;

/**
 * Our generator for openapi-generator, which reads the document and writes the files. Templates
 * render {@link JavaApi}, not what openapi-generator makes of the document.
 *
 * <p>With the option {@code pages} it writes pages of documentation, without it Java.
 */
public final class SdkGenerator extends DefaultCodegen {
  private final TemplatingEngineAdapter templates = new Templates();
  private JavaApi api = new JavaApi(List.of(), List.of());

  public SdkGenerator() {
    templateDir = "templates";
    embeddedTemplateDir = templateDir;
    cliOptions.add(CliOption.newString("artifactVersion", "what calls name in their User-Agent"));
    cliOptions.add(CliOption.newBoolean("pages", "pages of documentation instead of Java"));
  }

  @Override
  public String getName() {
    return "ory-oauth2-admin";
  }

  @Override
  public String getHelp() {
    return "Renders the SDK, or its pages, from the fragment.";
  }

  @Override
  public CodegenType getTag() {
    return CodegenType.CLIENT;
  }

  @Override
  public TemplatingEngineAdapter getTemplatingEngine() {
    return templates;
  }

  /** Silent: what the base class prints at the end is no business of a build. */
  @Override
  public void postProcess() {}

  @Override
  public void processOpts() {
    super.processOpts();
    if (additionalProperties.containsKey("pages")) {
      modelDocTemplateFiles.put("model_doc.mustache", ".md");
      apiDocTemplateFiles.put("api_doc.mustache", ".md");
      return;
    }
    modelTemplateFiles.put("model.mustache", ".java");
    apiTemplateFiles.put("api.mustache", ".java");
    if (additionalProperties.containsKey("invokerPackage")) {
      String root = folder(additionalProperties.get("invokerPackage").toString());
      supportingFiles.add(new SupportingFile("ApiClient.mustache", root, "ApiClient.java"));
      supportingFiles.add(
          new SupportingFile("Schemas.mustache", folder(modelPackage), "Schemas.java"));
    }
  }

  private static String folder(String packageName) {
    return packageName.replace('.', '/');
  }

  private String outputFolder(String folder) {
    return outputFolder + File.separator + folder;
  }

  @Override
  public String modelFileFolder() {
    return outputFolder(folder(modelPackage));
  }

  @Override
  public String apiFileFolder() {
    return outputFolder(folder(apiPackage));
  }

  @Override
  public String modelDocFileFolder() {
    return outputFolder("docs");
  }

  @Override
  public String apiDocFileFolder() {
    return outputFolder("docs");
  }

  /** Makes the Java of the document, after openapi-generator has given names to inline schemas. */
  @Override
  public void preprocessOpenAPI(OpenAPI openApi) {
    super.preprocessOpenAPI(openApi);
    Document document = Document.parse(Json.pretty(openApi));
    List<String> order = order();
    List<Document.Operation> operations = new ArrayList<>(document.operations());
    operations.sort(Comparator.comparingInt(operation -> order.indexOf(operation.id())));
    api = JavaApi.of(document, operations);
  }

  /** The operations as the document has them: the parser sorts those of a path by method. */
  private List<String> order() {
    try {
      return Document.read(Path.of(getInputSpec())).operations().stream()
          .map(Document.Operation::id)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing but the name: templates ask {@link JavaApi} for the rest. */
  @Override
  @SuppressWarnings("rawtypes")
  public CodegenModel fromModel(String name, Schema schema) {
    CodegenModel model = new CodegenModel();
    model.name = name;
    model.classname = toModelName(name);
    return model;
  }

  /** Nothing but the name: templates ask {@link JavaApi} for the rest. */
  @Override
  public CodegenOperation fromOperation(
      String path, String method, Operation operation, List<Server> servers) {
    CodegenOperation result = new CodegenOperation();
    result.operationId = operation.getOperationId();
    result.path = path;
    result.httpMethod = method;
    return result;
  }

  @Override
  public Map<String, ModelsMap> postProcessAllModels(Map<String, ModelsMap> models) {
    models.keySet().removeIf(name -> api.schema(name) == null);
    models.forEach(
        (name, model) -> {
          model.put("schema", api.schema(name));
          model.put("api", api);
        });
    return models;
  }

  @Override
  public OperationsMap postProcessOperationsWithModels(
      OperationsMap operations, List<ModelMap> models) {
    operations.put("tag", api.tag(operations.getOperations().getClassname()));
    operations.put("api", api);
    return operations;
  }

  @Override
  public Map<String, Object> postProcessSupportingFileData(Map<String, Object> data) {
    data.put("api", api);
    return data;
  }

  @Override
  public String sanitizeTag(String tag) {
    return tag;
  }

  @Override
  public String toApiName(String tag) {
    return JavaTag.className(tag);
  }

  @Override
  public String toApiFilename(String tag) {
    return toApiName(tag);
  }

  @Override
  public String toApiDocFilename(String tag) {
    return toApiName(tag);
  }

  @Override
  public String toModelName(String name) {
    JavaSchema schema = api.schema(name);
    return schema == null ? JavaName.type(name) : schema.name();
  }

  @Override
  public String toModelFilename(String name) {
    return toModelName(name);
  }

  @Override
  public String toModelDocFilename(String name) {
    return toModelName(name);
  }

  @Override
  public String escapeUnsafeCharacters(String text) {
    return text;
  }

  @Override
  public String escapeQuotationMark(String text) {
    return text;
  }
}
