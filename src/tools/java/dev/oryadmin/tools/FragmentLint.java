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

  /** Prints what it finds in the file that the first argument names; fails if that is anything. */
  public static void main(String[] arguments) throws IOException {
    List<Finding> findings = check(Document.read(Path.of(arguments[0])));
    findings.forEach(System.out::println);
    if (!findings.isEmpty()) {
      throw new IllegalStateException(findings.size() + " findings in " + arguments[0]);
    }
  }

  /** Everything: what the templates carry, and what the fragment promises besides. */
  static List<Finding> check(Document document) {
    List<Finding> findings = new ArrayList<>(structure(document));
    if (findings.isEmpty()) {
      findings.addAll(new ProseLint(document).findings());
      findings.addAll(new ExtensionLint(document).findings());
      findings.addAll(DeviationLint.findings(document));
    }
    return findings;
  }

  /** Only what our templates carry; this is all that a document of upstream has to keep. */
  static List<Finding> structure(Document document) {
    List<Finding> findings = new ArrayList<>(new SchemaLint(document).findings());
    findings.addAll(new OperationLint(document).findings());
    return findings;
  }
}
