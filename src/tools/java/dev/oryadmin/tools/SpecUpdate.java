package dev.oryadmin.tools;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reports what a new upstream document means for the fragment; CONTRIBUTING.md tells how to run it.
 *
 * <p>System properties: {@code paths} and {@code tags}, beginnings of paths and tags of upstream's
 * that are to come in besides, separated by commas; {@code tag}, the tag of new operations, if it
 * is not to be that of their neighbours; {@code spec}, upstream's document, without which the
 * recorded shape is reviewed; {@code against}, an older upstream document to compare with instead
 * of the fragment; {@code apply}, to write additive changes into the fragment and record; {@code
 * record}, to keep the shape of upstream's document as reviewed today.
 */
public final class SpecUpdate {
  private final Path base;
  private final PrintStream out;
  private final LocalDate today;
  private final Path file;
  private final Document fragment;
  private final Coverage coverage;

  SpecUpdate(Path base, PrintStream out, LocalDate today) throws IOException {
    this.base = base;
    this.out = out;
    this.today = today;
    file = base.resolve("openapi/oauth2-clients.yaml");
    fragment = Document.read(file);
    coverage = Coverage.of(fragment).with(asked("paths"), asked("tags"));
  }

  /** What a system property lists, separated by commas. */
  private static Set<String> asked(String property) {
    Set<String> asked = new TreeSet<>(Set.of(System.getProperty(property, "").split(",", -1)));
    asked.remove("");
    return asked;
  }

  /** Runs the report; an exception makes the build fail if the verdict is breaking. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path base = Path.of(System.getProperty("basedir", ""));
    SpecUpdate update = new SpecUpdate(base, out, LocalDate.now(ZoneOffset.UTC));
    Path spec = path("spec");
    Path against = path("against");
    Report report =
        spec == null
            ? update.recorded()
            : against == null ? update.withFragment(spec) : update.between(against, spec);
    update.publish(report);
    boolean apply = System.getProperty("apply") != null;
    if (spec != null && apply) {
      update.refuseOlder(spec);
      update.apply(spec, against == null ? report : update.withFragment(spec));
    }
    if (spec != null && (apply || System.getProperty("record") != null)) {
      update.record(spec);
    }
    if (report.review().verdict() == Impact.Severity.BREAKING) {
      throw new IllegalStateException("Breaking changes, see the report above.");
    }
  }

  private static @Nullable Path path(String property) {
    String value = System.getProperty(property);
    if (value == null || value.isBlank()) {
      return null;
    }
    if (!Files.isRegularFile(Path.of(value))) {
      throw new IllegalArgumentException(
          "-D" + property + "=" + value + ": no such file; give the path of an OpenAPI document");
    }
    return Path.of(value);
  }

  private Path recording() {
    return base.resolve("openapi/upstream-shape.json");
  }

  /** The report on upstream as it was at the last review, and how long ago that is. */
  Report recorded() throws IOException {
    Recording recording = Recording.read(recording());
    long days = ChronoUnit.DAYS.between(recording.reviewed(), today);
    out.println(
        "Last review: %s on %s, %s days ago.\n"
            .formatted(recording.upstream(), recording.reviewed(), days));
    print(Handwork.of(fragment, List.of(), List.of()));
    return report(recording.upstream(), recording.shape(), Set.of());
  }

  /** The report on a document of upstream, compared with the fragment. */
  Report withFragment(Path spec) throws IOException {
    Document upstream = Document.read(spec);
    Shape shape = ShapeReader.of(upstream, coverage);
    Set<String> prose = Set.of();
    if (Files.exists(recording())) {
      Recording last = Recording.read(recording());
      prose = Prose.changed(last.prose(), Prose.of(upstream, shape), last.shape());
    }
    return report(name(spec), shape, prose);
  }

  private Report report(String upstream, Shape shape, Set<String> prose) {
    List<Deviation> deviations = Deviation.of(fragment);
    Review review = Review.of(ShapeReader.of(fragment, coverage), deviations, shape);
    return new Report(name(file), upstream, review, prose);
  }

  /** The report on two documents of upstream, within the coverage of the fragment. */
  Report between(Path before, Path after) throws IOException {
    Map<FactPath, @Nullable String> ours = new HashMap<>();
    ShapeReader.of(fragment, coverage).facts().entrySet().stream()
        .filter(fact -> Comparison.OF_JAVA.contains(fact.getKey().aspect()))
        .forEach(fact -> ours.put(fact.getKey(), fact.getValue()));
    return between(coverage, ours, before, after);
  }

  static Report between(Coverage coverage, Path before, Path after) throws IOException {
    return between(coverage, new HashMap<>(), before, after);
  }

  private static Report between(
      Coverage coverage, Map<FactPath, @Nullable String> ours, Path before, Path after)
      throws IOException {
    Document old = Document.read(before);
    Document now = Document.read(after);
    Shape bare = ShapeReader.of(old, coverage);
    ours.keySet().removeIf(place -> !bare.has(place));
    Shape left = bare.with(ours);
    Shape right = ShapeReader.of(now, coverage);
    List<Deviation> deviations = Deviation.of(old);
    Set<String> prose =
        deviations.isEmpty()
            ? Prose.changed(Prose.of(old, left), Prose.of(now, right), left)
            : Set.of();
    return new Report(name(before), name(after), Review.of(left, deviations, right), prose);
  }

  /**
   * Refuses a document that lacks what the last review had and brings nothing in its place: first
   * operations count, then parameters and properties. It must be an older one.
   *
   * @throws IllegalStateException if it is
   */
  void refuseOlder(Path spec) throws IOException {
    if (!Files.exists(recording())) {
      return;
    }
    Recording last = Recording.read(recording());
    Shape shape = ShapeReader.of(Document.read(spec), coverage);
    for (boolean members : new boolean[] {false, true}) {
      Set<String> lost = missing(last.shape(), shape, members);
      if (!lost.isEmpty() && missing(shape, last.shape(), members).isEmpty()) {
        throw new IllegalStateException(
            ("%s is older than the last review, of %s: it lacks %s. Nothing was applied."
                    + " If upstream has taken that away, record the document first, with -Drecord.")
                .formatted(name(spec), last.upstream(), String.join(", ", lost)));
      }
    }
  }

  /** The operations, or the parameters and properties besides, of one shape that another lacks. */
  private static Set<String> missing(Shape from, Shape in, boolean members) {
    Set<String> missing = new TreeSet<>();
    for (FactPath place : from.facts().keySet()) {
      boolean counts =
          members
              ? !place.member().startsWith("responses.")
              : place.kind() == FactPath.Kind.OPERATIONS && place.member().isEmpty();
      if (counts && !in.has(place)) {
        missing.add(place.subject());
      }
    }
    return missing;
  }

  /** Writes the additive changes of a report into the fragment. */
  void apply(Path spec, Report report) throws IOException {
    Document upstream = Document.read(spec);
    FragmentEdit edit =
        new FragmentEdit(
            Files.readString(file),
            ShapeReader.of(upstream, coverage),
            version(upstream, spec),
            System.getProperty("tag", ""));
    String applied = edit.apply(report.review().changes());
    Files.writeString(file, applied);
    out.println();
    if (version(upstream, spec).isEmpty()) {
      out.println("The document does not tell its version: x-since is left to you.");
    }
    out.println("Written into " + file.getFileName() + ".");
    print(Handwork.of(Document.parse(applied), report.review().changes(), edit.left()));
  }

  private void print(Handwork handwork) {
    handwork.items().forEach(item -> out.println("Left to you: " + item));
  }

  /** The version of a document, v26.2 for example, which some tell by their file name only. */
  private static String version(Document document, Path file) {
    String told = document.root().get("info").get("version").text() + " " + name(file);
    Matcher version = Pattern.compile("v\\d+\\.\\d+").matcher(told);
    return version.find() ? version.group() : "";
  }

  /** Keeps the shape of a document as what upstream looked like at the review of today. */
  void record(Path spec) throws IOException {
    Document upstream = Document.read(spec);
    Shape shape = ShapeReader.of(upstream, coverage);
    new Recording(name(spec), today, shape, Prose.of(upstream, shape)).write(recording());
    out.println("Recorded the shape of " + name(spec) + ".");
  }

  private void publish(Report report) throws IOException {
    Path target = Files.createDirectories(base.resolve("target/spec-report"));
    Files.writeString(target.resolve("report.md"), report.markdown());
    Files.writeString(target.resolve("report.json"), report.json());
    out.print(report.markdown());
  }

  /** The name of a document: its file without the ending. */
  static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    int end = name.lastIndexOf('.');
    return end < 0 ? name : name.substring(0, end);
  }
}
