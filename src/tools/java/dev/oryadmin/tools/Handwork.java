package dev.oryadmin.tools;

import java.util.ArrayList;
import java.util.List;

/**
 * What only people can do after changes were written into the fragment: one line each, the file or
 * folder first. Immutable.
 */
record Handwork(List<String> items) {
  private static final String FRAGMENT = "openapi/oauth2-clients.yaml: ";
  private static final String EXAMPLES = "src/examples/java: ";
  private static final String FAKE = "src/testing/java: ";
  private static final String CONTRACT = "src/test/java/dev/oryadmin/contract: ";

  /**
   * Lists it.
   *
   * @param fragment the fragment as it is now
   * @param changes all changes
   * @param left those of them that were not written
   */
  static Handwork of(Document fragment, List<Change> changes, List<Change> left) {
    List<String> items = new ArrayList<>();
    left.forEach(
        change -> items.add(FRAGMENT + change.place().subject() + ": " + change.difference()));
    FragmentLint.check(fragment).forEach(finding -> items.add(FRAGMENT + finding));
    withoutExample(fragment)
        .forEach(name -> items.add(EXAMPLES + "an example of " + name + ", for x-codeSamples"));
    for (Change change : changes) {
      if (change.impact().severity() == Impact.Severity.ADDITIVE && !left.contains(change)) {
        items.addAll(about(change.place(), change.what(), fragment));
      }
    }
    return new Handwork(items);
  }

  private static List<String> about(FactPath place, String what, Document fragment) {
    String subject = place.subject();
    return switch (what) {
      case "new operation" -> {
        List<String> items = new ArrayList<>();
        if (!isRead(fragment, subject)) {
          items.add(FRAGMENT + subject + " is never repeated: may it be? Then set x-retry-safety");
        }
        items.add("README.md: " + subject + " in the table of what is retried");
        items.add("docs/migration.md: " + subject + " under \"Call by call\"");
        items.add(FAKE + "FakeHydra does not answer " + subject + " yet");
        items.add(CONTRACT + "rules for " + subject + ", seen on real servers");
        yield items;
      }
      case "new property" ->
          List.of(
              FRAGMENT
                  + subject
                  + ": is it set by the server alone (readOnly), secret (format: password), ever"
                  + " null (nullable), hard to clear (x-clear)?",
              CONTRACT + "rules for " + subject + ", seen on real servers");
      case "bucket" -> List.of(FAKE + "the bucket of " + subject + " in RateLimitBucket");
      default -> List.of();
    };
  }

  /** The operations and schemas that say themselves that they have no example yet. */
  static List<String> withoutExample(Document fragment) {
    List<String> names = new ArrayList<>();
    for (Document.SpecOperation operation : fragment.operations()) {
      if (saysSo(operation.node())) {
        names.add(operation.id());
      }
    }
    fragment
        .schemas()
        .members()
        .forEach(
            (name, schema) -> {
              if (saysSo(schema)) {
                names.add(name);
              }
            });
    return names;
  }

  private static boolean saysSo(Node node) {
    return node.has("x-codeSamples") && node.get("x-codeSamples").elements().isEmpty();
  }

  private static boolean isRead(Document fragment, String id) {
    return fragment.operations().stream()
        .anyMatch(operation -> operation.id().equals(id) && operation.verb().equals("get"));
  }
}
