package dev.oryadmin.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Properties of a client that came after the answers of real servers were recorded: the fake shows
 * them, and no recorded answer does. There are none until the fragment gets one.
 */
public final class LaterProperties {
  private static final Path TABLE =
      Path.of("target/testing/classes/dev/oryadmin/testing/client-fields.tsv");
  private static final int YEAR_OF_THE_RECORDINGS = 26;
  private static final int MINOR_OF_THE_RECORDINGS = 2;

  private LaterProperties() {}

  /** Returns their names. */
  public static List<String> names() {
    Pattern since = Pattern.compile("([a-z0-9_]+)\t\\w+\tv([0-9]+)\\.([0-9]+).*");
    List<String> names = new ArrayList<>();
    for (String line : lines()) {
      Matcher property = since.matcher(line);
      if (property.matches() && isLater(property.group(2), property.group(3))) {
        names.add(property.group(1));
      }
    }
    return names;
  }

  private static boolean isLater(String year, String minor) {
    int years = Integer.parseInt(year) - YEAR_OF_THE_RECORDINGS;
    return years > 0 || (years == 0 && Integer.parseInt(minor) > MINOR_OF_THE_RECORDINGS);
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(TABLE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns JSON without those that have no value, and nothing else changed. */
  public static String removedFrom(String json) {
    String rest = json;
    for (String name : names()) {
      rest = rest.replaceAll("(?:,\"" + name + "\":null)|(?:\"" + name + "\":null,)", "");
    }
    return rest;
  }
}
