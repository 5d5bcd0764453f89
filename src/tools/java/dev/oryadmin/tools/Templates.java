package dev.oryadmin.tools;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.openapitools.codegen.api.TemplatingEngineAdapter;
import org.openapitools.codegen.api.TemplatingExecutor;

/**
 * Renders our templates, and formats what comes out before it is written. A name that means nothing
 * is an error. Nothing is escaped: what is rendered knows where it goes.
 */
final class Templates implements TemplatingEngineAdapter {
  @Override
  public String getIdentifier() {
    return "mustache";
  }

  @Override
  public String[] getFileExtensions() {
    return new String[] {"mustache"};
  }

  @Override
  public String compileTemplate(TemplatingExecutor files, Map<String, Object> data, String template)
      throws IOException {
    String text =
        Mustache.compiler()
            .escapeHTML(false)
            .emptyStringIsFalse(true)
            .strictSections(true)
            .withLoader(name -> new StringReader(files.getFullTemplateContents(name + ".mustache")))
            .compile(files.getFullTemplateContents(template))
            .execute(data);
    return template.endsWith("_doc.mustache") ? Formatted.page(text) : Formatted.java(text);
  }
}
