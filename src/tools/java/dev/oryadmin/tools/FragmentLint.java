package dev.oryadmin.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Refuses API documents that our templates would turn into code that does not compile or loses
 * data, and descriptions that would break Javadoc.
 */
public final class FragmentLint {
  private FragmentLint() {}

  /**
   * Checks the fragment, which the first argument names, and for what our templates do not carry
   * the other documents.
   *
   * @throws IllegalStateException if it finds anything; its message lists all findings
   */
  public static void main(String[] files) throws IOException {
    List<String> refused = new ArrayList<>();
    for (String file : files) {
      try {
        Document document = Document.read(Path.of(file));
        List<Finding> findings = file.equals(files[0]) ? check(document) : structure(document);
        findings.forEach(finding -> refused.add(file + "#" + finding));
      } catch (IllegalArgumentException | YAMLException e) {
        refused.add(file + ": " + e.getMessage());
      }
    }
    if (!refused.isEmpty()) {
      throw new IllegalStateException("Refused:\n" + String.join("\n", refused));
    }
  }

  /** Everything: what the templates carry, and what the fragment promises besides. */
  static List<Finding> check(Document document) {
    SchemaLint schemas = new SchemaLint(document);
    List<Finding> findings = new ArrayList<>(structure(document, schemas));
    findings.addAll(schemas.unnamed());
    if (findings.isEmpty()) {
      findings.addAll(new ProseLint(document).findings());
      findings.addAll(new ExtensionLint(document).findings());
      findings.addAll(DeviationLint.findings(document));
    }
    return findings;
  }

  /** Only what our templates carry; this is all that a document of upstream has to keep. */
  static List<Finding> structure(Document document) {
    return structure(document, new SchemaLint(document));
  }

  private static List<Finding> structure(Document document, SchemaLint schemas) {
    List<Finding> findings = new ArrayList<>(schemas.findings());
    findings.addAll(new OperationLint(document).findings());
    return findings;
  }
}
