package dev.oryadmin.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformanceTest {
  @TempDir Path folder;

  @BeforeEach
  void results() throws IOException {
    Files.writeString(
        folder.resolve("codec.json"),
        "[" + codec("FLOOR", "[8,9,20],[10,4,30]", 200) + "," + codec("SDK", "[2,9,9]", 50) + "]");
    Files.writeString(
        folder.resolve("calls.json"),
        """
        {"calls.FLOOR":[{"cpuMicros":[40,50],"bytes":[1000,1000]}],
         "calls.SDK":[{"cpuMicros":[30],"bytes":[500]},{"cpuMicros":[10],"bytes":[500]}],
         "first.SDK":[{"cpuMillis":500,"wallMillis":300}],
         "first.FLOOR":[{"cpuMillis":1500}]}
        """);
  }

  private static String codec(String library, String cpu, int bytes) {
    return """
    {"benchmark":"a.Benchmark.decode","params":{"payload":"FULL","library":"%s"},
     "secondaryMetrics":{"cpu":{"rawData":[%s]},"gc.alloc.rate.norm":{"rawData":[[%d]]}}}"""
        .formatted(library, cpu, bytes);
  }

  @Test
  void tableHasRatiosOfLeastAndMedian() throws IOException {
    assertThat(new Performance(BenchmarkResults.read(folder)).table())
        .contains("| this SDK | 2.0 µs | 0.50 | 0.90 | 1.0 | 0.1 kB | 0.25 |")
        .contains("| written by hand | 4.0 µs | 1.00 | 1.00 | 2.0 | 0.2 kB | 1.00 |")
        .contains("| this SDK | 10.0 µs | 0.25 | 0.60 | 1.0 | 0.5 kB | 0.50 |")
        .contains("| this SDK | 500.00 ms | 0.33 | 0.33 | 1.0 |  |  |");
  }

  @Test
  void pageKeepsWhatIsNotGenerated() throws IOException {
    Path page = folder.resolve("performance.md");
    Files.writeString(
        page, "above\n<!-- begin of the figures -->\nold\n<!-- end of the figures -->\nbelow\n");
    Performance.main(new String[] {folder.toString(), folder.toString()});
    assertThat(page)
        .content()
        .startsWith("above\n<!-- begin of the figures -->\n| **Read one full client** |")
        .endsWith("|\n\n<!-- end of the figures -->\nbelow\n")
        .doesNotContain("old");
    assertThat(folder.resolve("performance.svg"))
        .content()
        .startsWith("<svg ")
        .contains(">0.50</text>")
        .endsWith("</svg>\n");
  }
}
