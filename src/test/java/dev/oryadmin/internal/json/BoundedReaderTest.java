package dev.oryadmin.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What JSON takes in memory, and that it is refused beyond the limit and not before. */
class BoundedReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}             | 256",
        "[]             | 64",
        "\"abc\"        | 59",
        "12             | 58",
        "true           | 16",
        "null           | 16",
        "[[],[]]        | 192",
        "[true,null]    | 96",
        "{\"a\":\"\"}   | 312",
        "[\"ab\",\"c\"] | 179"
      })
  void valueFitsExactlyIntoWhatItTakes(String json, int bytes) throws IOException {
    assertThat(RawJson.read(reader(json, bytes)).toTree()).hasToString(json);
    assertThatThrownBy(() -> RawJson.read(reader(json, bytes - 1)))
        .isInstanceOfSatisfying(
            TooLargeException.class, e -> assertThat(e.inMemory()).as("of memory").isTrue());
  }

  private static JsonReader reader(String json, long limit) {
    return JsonStreams.reader(new StringReader(json), limit);
  }

  @Test
  void booleansAreReadAsTheyAre() throws IOException {
    JsonReader in = reader("[true,false]", 1_000);
    in.beginArray();
    assertThat(in.nextBoolean()).isTrue();
    assertThat(in.nextBoolean()).isFalse();
  }
}
