package dev.oryadmin.tools;

import java.util.Locale;

/** Groups of horizontal bars, as an SVG picture. Not safe for use by several threads. */
final class BarChart {
  private static final int WIDTH = 760;
  private static final int LABELS = 150;
  private static final int LINE = 20;

  /** The width of a bar of 1. */
  private static final int ONE = 150;

  private final StringBuilder shapes = new StringBuilder();
  private int y = 30;

  BarChart(String title) {
    text(10, y, "bold", title);
  }

  /** Starts a group. */
  void group(String title) {
    y += LINE + 14;
    text(10, y, "bold", title);
    y += 6;
  }

  /** Adds a bar to the group; those that stick out have another colour. */
  void bar(String label, double length, boolean sticksOut) {
    int width = Math.min((int) Math.round(length * ONE), WIDTH - LABELS - 60);
    shapes.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n"
            .formatted(LABELS, y + 3, width, LINE - 4, sticksOut ? "#2f6fde" : "#b8bec8"));
    y += LINE;
    text(10, y - 4, "normal", label);
    text(LABELS + width + 6, y - 4, "normal", String.format(Locale.ROOT, "%.2f", length));
  }

  private void text(int x, int y, String weight, String text) {
    shapes.append(
        "<text x=\"%d\" y=\"%d\" font-weight=\"%s\">%s</text>\n".formatted(x, y, weight, text));
  }

  String svg() {
    int height = y + 20;
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
        font-family="sans-serif" font-size="13" fill="#222">
        <rect width="%1$d" height="%2$d" fill="#fff"/>
        """
            .formatted(WIDTH, height)
        + shapes
        + "</svg>\n";
  }
}
