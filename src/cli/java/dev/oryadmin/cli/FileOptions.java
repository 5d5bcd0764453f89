package dev.oryadmin.cli;

import dev.oryadmin.PlanOptions;
import dev.oryadmin.Property;
import dev.oryadmin.model.OAuth2Client;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which files say how clients have to be, and how they are compared. */
final class FileOptions {
  @Parameters(
      paramLabel = "FILE",
      description = "YAML or JSON files of clients, or folders with such files.")
  List<Path> files = new ArrayList<>();

  @Option(
      names = "--allow-unknown",
      description = "Accepts properties that this version does not know.")
  boolean unknownAllowed;

  @Option(
      names = "--manage",
      paramLabel = "PROPERTY",
      split = ",",
      description =
          "Compares exactly these properties; one that the file does not name is cleared. By default,"
              + " those that the file names are compared.")
  @Nullable List<String> managed;

  /** Checks that there are any. */
  void check() {
    if (files.isEmpty()) {
      throw new UsageException("name the files, or folders, that say how clients have to be");
    }
  }

  DesiredClients read(@Nullable String owner) {
    return new ClientFiles(unknownAllowed, owner).read(files);
  }

  PlanOptions options() {
    if (managed == null) {
      return PlanOptions.standard();
    }
    List<Property<OAuth2Client, ?>> properties = new ArrayList<>();
    for (String name : managed) {
      Property<OAuth2Client, ?> property = ClientFile.known(name);
      if (property == null) {
        throw new UsageException(
            "--manage: unknown property "
                + name
                + NearestName.of(name, FileClient.NAMES)
                    .map(n -> ": did you mean " + n + "?")
                    .orElse(""));
      }
      properties.add(property);
    }
    return PlanOptions.standard().managed(properties);
  }
}
