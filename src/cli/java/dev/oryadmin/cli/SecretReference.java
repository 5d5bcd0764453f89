package dev.oryadmin.cli;

import dev.oryadmin.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a client's secret is: {@code ${env:NAME}} or {@code ${file:PATH}}. It is read when a plan
 * is applied, and no sooner.
 *
 * @param kind {@code env} or {@code file}
 * @param name of a variable, or the path of a file
 * @param folder what a relative path starts from: the folder of the file that names it
 * @param place where it was named, for messages
 */
record SecretReference(String kind, String name, Path folder, String place) {
  private static final Pattern FORM = Pattern.compile("\\$\\{(env|file):([^}]+)\\}");

  /** Returns true for text that somebody may have meant as a reference. */
  static boolean resembles(String text) {
    return text.contains("${env:") || text.contains("${file:");
  }

  /** Reads a reference; empty if the text is none. */
  static Optional<SecretReference> parse(String text, Path folder, String place) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new SecretReference(form.group(1), form.group(2), folder, place))
        : Optional.empty();
  }

  /**
   * Returns the secret.
   *
   * @throws FileProblemsException if there is none
   */
  Secret resolve(Map<String, String> environment) {
    String text = kind.equals("env") ? environment.get(name) : content();
    if (text == null) {
      throw new FileProblemsException(place, "the environment variable " + name + " is not set");
    }
    String secret = text.replaceFirst("\\R\\z", ""); // editors end a file with a line break
    if (secret.isEmpty()) {
      throw new FileProblemsException(place, kind + " " + name + " is empty");
    }
    return Secret.of(secret);
  }

  private String content() {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new FileProblemsException(place, "can't read the secret from " + name);
    }
  }
}
