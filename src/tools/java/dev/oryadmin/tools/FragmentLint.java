package dev.oryadmin.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses API documents that our templates would turn into code that does not compile or loses
 * data, and descriptions that would break Javadoc.
 */
public final class FragmentLint {
  private FragmentLint() {}

  /**
   * Prints what it finds in the file that the first argument names; fails if that is anything. With
   * a second argument, {@code structure}, looks only for what our templates do not carry.
   */
  public static void main(String[] arguments) throws IOException {
    Document document = Document.read(Path.of(arguments[0]));
    boolean whole = arguments.length > 1 && arguments[1].equals("structure");
    List<Finding> findings = whole ? structure(document) : check(document);
    findings.forEach(System.out::println);
    if (!findings.isEmpty()) {
      throw new IllegalStateException(
          arguments[0] + ": refused, for the " + findings.size() + " reasons above");
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
    if (findings.isEmpty()) {
      findings.addAll(new CircleLint(document).findings());
    }
    return findings;
  }
}
