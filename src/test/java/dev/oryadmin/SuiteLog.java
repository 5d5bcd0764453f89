package dev.oryadmin;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Keeps all that any test logs, to the finest level, for {@link EverythingLoggedTest}. Found by
 * JUnit on its own; see META-INF/services. Safe for use by several threads.
 */
public final class SuiteLog implements BeforeAllCallback, AfterAllCallback {
  private static final Queue<String> LINES = new ConcurrentLinkedQueue<>();

  /** Held, so that their levels stay. */
  private static final Logger ROOT = Logger.getLogger("");

  private static final Logger CALLS = Logger.getLogger("dev.oryadmin.http");

  static {
    ROOT.addHandler(new Keeper());
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    boolean untraced = context.getRequiredTestClass().isAnnotationPresent(Untraced.class);
    CALLS.setLevel(untraced ? Level.INFO : Level.ALL);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    CALLS.setLevel(Level.ALL);
  }

  static Queue<String> lines() {
    return LINES;
  }

  private static final class Keeper extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    Keeper() {
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord record) {
      StringWriter text = new StringWriter();
      text.append(record.getLoggerName()).append(": ").append(formatter.formatMessage(record));
      if (record.getThrown() != null) {
        record.getThrown().printStackTrace(new PrintWriter(text, true));
      }
      LINES.add(text.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
