package dev.oryadmin.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The operations of the fragment, but for those that still lack what people have to write. */
public final class FinishedOperations {
  private FinishedOperations() {}

  /** Returns their ids. */
  public static List<String> ids() throws IOException {
    Document fragment = Document.read(Path.of("openapi/oauth2-clients.yaml"));
    List<String> unfinished = Handwork.withoutExample(fragment);
    return fragment.operations().stream()
        .map(Document.SpecOperation::id)
        .filter(id -> !unfinished.contains(id))
        .toList();
  }
}
