package dev.oryadmin.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformanceTest {
  private static final String PAIRED =
      """
      {"JDK 17":{"read.FULL":{"FLOOR":{},
         "SDK":{"median":0.45,"low":0.4,"high":0.6,"allocated":0.3},
         "JACKSON":{"median":1,"low":1,"high":1,"allocated":1}}},
       "JDK 25":{"read.FULL":{"SDK":{"median":0.7,"low":0.6,"high":0.8,"allocated":0.3}}}}
      """;

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
     "secondaryMetrics":{"cpu":{"rawData":[%s]},"gc.alloc.rate.norm":{"rawData":[[%d]]}}}\
    """
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
  }

  @Test
  void pictureShowsPairsAndCalls() throws IOException {
    String picture =
        new Performance(BenchmarkResults.read(folder))
            .picture(new PairedFigures(JsonParser.parseString(PAIRED).getAsJsonObject()));
    assertThat(picture)
        .startsWith("<svg ")
        .contains("Read one full client (JDK 17)", ">0.45</text>", "One call", ">0.60</text>")
        .endsWith("</svg>\n");
  }

  @Test
  void rangesAreThoseOfAllSettings() {
    PairedFigures paired = new PairedFigures(JsonParser.parseString(PAIRED).getAsJsonObject());
    assertThat(paired.ranges())
        .contains("| Read one full client | 0.45–0.70 |  | 1.00 |  |  | 0.30 |\n");
    assertThat(paired.settings())
        .contains("| JDK 17 | 0.45 (0.40–0.60) |\n| JDK 25 | 0.70 (0.60–0.80) |\n");
  }

  @Test
  void crowdIsComparedByTimeToo() {
    String library = "{\"cpuMicros\":%s,\"medianMicros\":800,\"p99Micros\":1230}";
    String table =
        new CrowdFigures(
                JsonParser.parseString(
                        "{\"JDK 25.virtual.HTTP/2\":{\"median\":0.8,\"low\":0.7,\"high\":0.9,\"SDK\":%s,\"FLOOR\":%s}}"
                            .formatted(library.formatted(40), library.formatted(50)))
                    .getAsJsonObject())
            .table();
    assertThat(table)
        .contains(
            "| 64 virtual threads, HTTP/2, JDK 25 | 0.80 (0.70–0.90) | 40 µs | 50 µs"
                + " | 800 µs | 800 µs | 1.2 ms | 1.2 ms |\n");
  }

  @Test
  void pageWithoutAPlaceForATableIsRefused() throws IOException {
    Files.writeString(folder.resolve("performance.md"), "no comments here");
    assertThatThrownBy(() -> Performance.main(new String[] {folder.toString(), folder.toString()}))
        .hasMessage("the page has no place for the figures");
  }
}
