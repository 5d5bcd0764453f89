package dev.oryadmin.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Copies compiled code from {@code src/examples/java}, or a consumer project, to where people read
 * it: into Markdown, and into the fragment, from where the generator takes it to the generated
 * pages.
 *
 * <p>A marker names the code, as in {@code ClientsExamples.java#create}: in Markdown a comment
 * {@code <!-- snippet: … -->} before a block of code, in YAML a comment behind {@code source: |}.
 * Of another file than an example it gives the whole path, from {@code src/} on.
 */
public final class Snippets {
  private static final Path EXAMPLES = Path.of("src/examples/java/dev/oryadmin/examples");
  private static final Pattern IN_MARKDOWN = Pattern.compile("<!-- snippet: (\\S+) -->");
  private static final Pattern IN_YAML = Pattern.compile("( *)source: \\| # snippet: (\\S+)");

  private final Path base;

  Snippets(Path base) {
    this.base = base;
  }

  /** Rewrites all files in which the code is not the compiled one, and names them. */
  public static void main(String[] arguments) throws IOException {
    Snippets snippets = new Snippets(Path.of(System.getProperty("basedir", "")));
    for (Path file : snippets.files()) {
      String before = Files.readString(file);
      String after = snippets.updated(before);
      if (!after.equals(before)) {
        Files.writeString(file, after);
        System.out.println("Updated " + file.getFileName());
      }
    }
  }

  /** The fragment, and all Markdown that people write. */
  List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>(List.of(base.resolve("openapi/oauth2-clients.yaml")));
    for (Path directory : List.of(base, base.resolve("docs"))) {
      try (Stream<Path> entries = Files.list(directory)) {
        entries.filter(Snippets::isHandWritten).sorted().forEach(files::add);
      }
    }
    return files;
  }

  private static boolean isHandWritten(Path file) {
    try {
      return file.toString().endsWith(".md")
          && !Files.readString(file).startsWith("<!-- Generated from ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same text with the compiled code behind each marker. */
  String updated(String text) throws IOException {
    List<String> lines = text.lines().toList();
    List<String> out = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at++);
      out.add(line);
      Matcher markdown = IN_MARKDOWN.matcher(line);
      Matcher yaml = IN_YAML.matcher(line);
      if (markdown.matches()) {
        String fence = at < lines.size() ? lines.get(at) : "";
        at = endOfBlock(lines, at);
        out.add(fence);
        out.addAll(code(markdown.group(1)));
        out.add("```");
      } else if (yaml.matches()) {
        String indent = yaml.group(1) + "  ";
        at = endOfIndented(lines, at, indent);
        for (String code : code(yaml.group(2))) {
          out.add(code.isEmpty() ? "" : indent + code);
        }
      }
    }
    return String.join("\n", out) + "\n";
  }

  private List<String> code(String reference) throws IOException {
    Path directory = reference.startsWith("src/") ? base : base.resolve(EXAMPLES);
    return Region.read(directory, reference).lines();
  }

  /** Where it goes on after the block of code which must begin here. */
  private static int endOfBlock(List<String> lines, int start) {
    int end = start + 1;
    while (end < lines.size() && !lines.get(end).equals("```")) {
      end++;
    }
    if (end >= lines.size() || !lines.get(start).matches("```(java|kotlin)")) {
      throw new IllegalStateException("no block of Java or Kotlin code follows line " + start);
    }
    return end + 1;
  }

  /** Where it goes on after lines of this indentation; blank lines between them belong to them. */
  private static int endOfIndented(List<String> lines, int start, String indent) {
    int end = start;
    for (int at = start; at < lines.size(); at++) {
      if (lines.get(at).startsWith(indent)) {
        end = at + 1;
      } else if (!lines.get(at).isBlank()) {
        break;
      }
    }
    return end;
  }
}
