package dev.oryadmin.examples.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Pattern;

/** What the app and the SDK log meanwhile, to the finest level. Safe for use by several threads. */
final class LoggedLines extends Handler {
  /** Held, so that its level stays. */
  private static final Logger OURS = Logger.getLogger("dev.oryadmin");

  /** What gives a secret away by its shape or by its name, whoever made it up. */
  private static final List<Pattern> SHAPES =
      List.of(
          Pattern.compile("ory_(ac|at|dc|rt)_[A-Za-z0-9_-]{8}"),
          Pattern.compile("(login|consent|logout|device)_(challenge|verifier)=(?!\\*\\*\\*)"),
          Pattern.compile("\"(challenge|redirect_to|client_secret|id_token)\":\"(?!\\*\\*\\*)"),
          Pattern.compile("(csrf|password)=(?!\\*\\*\\*)"));

  private final SimpleFormatter formatter = new SimpleFormatter();
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  LoggedLines() {
    OURS.setLevel(Level.ALL);
    OURS.addHandler(this);
  }

  @Override
  public void publish(LogRecord record) {
    StringWriter text = new StringWriter();
    text.append(record.getLoggerName()).append(": ").append(formatter.formatMessage(record));
    if (record.getThrown() != null) {
      record.getThrown().printStackTrace(new PrintWriter(text, true));
    }
    lines.add(text.toString());
  }

  /** Fails if no line has this text. */
  void assertOneHas(String text) {
    assertThat(lines.stream().anyMatch(line -> line.contains(text))).as(text).isTrue();
  }

  /** Fails if a line has one of these texts, or what looks secret. */
  void assertNoneHas(String... secrets) {
    for (String line : lines) {
      String shown = line.substring(0, Math.min(line.length(), 500));
      for (String secret : secrets) {
        assertThat(line.contains(secret)).as("%s in: %s", secret, shown).isFalse();
      }
      for (Pattern shape : SHAPES) {
        assertThat(shape.matcher(line).find()).as("%s in: %s", shape, shown).isFalse();
      }
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    OURS.removeHandler(this);
  }
}
