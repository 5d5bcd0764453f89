package dev.oryadmin.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations are read and written as Go's own time package did for the same input. */
class DurationTextTest {
  private static final Path VECTORS = Path.of("src/test/resources/go/durations.tsv");

  @Test
  void durationsAreReadAndWrittenAsByGo() throws IOException {
    int refused = 0;
    List<String> lines = Files.readAllLines(VECTORS);
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split("\t", -1);
      if (fields[1].equals("invalid")) {
        assertThatThrownBy(() -> DurationText.parse(fields[0]))
            .as(line)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("not a Go duration");
        refused++;
      } else {
        Duration duration = DurationText.parse(fields[0]);
        assertThat(duration.toNanos()).as(line).isEqualTo(Long.parseLong(fields[1]));
        assertThat(DurationText.format(duration)).as(line).isEqualTo(fields[2]);
      }
    }
    assertThat(refused).isBetween(400, lines.size() - 400);
  }

  @Test
  void writtenDurationsAreReadBackOverTheWholeRange() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      Duration duration = Duration.ofNanos(random.nextLong() >> random.nextInt(64));
      assertThat(DurationText.parse(DurationText.format(duration))).isEqualTo(duration);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 1, Long.MAX_VALUE})
  void edgesOfTheRangeAreReadBack(long nanos) {
    Duration duration = Duration.ofNanos(nanos);
    assertThat(DurationText.parse(DurationText.format(duration))).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PT2562047H47M16.854775808S", "PT-2562047H-47M-16.854775809S", "PT9000000H"})
  void durationsBeyondGosRangeAreRefused(String duration) {
    assertThatThrownBy(() -> DurationText.format(Duration.parse(duration)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("beyond 64 bits of nanoseconds");
  }
}
