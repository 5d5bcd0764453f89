package dev.oryadmin.cli;

import dev.oryadmin.Progress;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far a run has come: a bar on a terminal, a line for each step elsewhere. */
final class ProgressDisplay implements Consumer<Progress>, AutoCloseable {
  private static final int REFRESH_MILLIS = 200;

  private final Terminal terminal;
  private final String task;
  private @Nullable ProgressBar bar;

  ProgressDisplay(Terminal terminal, String task) {
    this.terminal = terminal;
    this.task = task;
  }

  @Override
  public synchronized void accept(Progress progress) {
    if (terminal.interactive()) {
      ProgressBar shown = bar == null ? open(progress.total()) : bar;
      bar = shown;
      shown.stepTo(progress.done());
    } else {
      String of = progress.total() < 0 ? "" : "/" + progress.total();
      terminal.err().println(progress.done() + of + " " + Terminal.oneLine(progress.what()));
    }
  }

  private ProgressBar open(long total) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total)
        .setUpdateIntervalMillis(REFRESH_MILLIS)
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(terminal.err()))
        .build();
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
