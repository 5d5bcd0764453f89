package dev.oryadmin.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawJsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "\"\"",
        "12345678901234567890",
        "-0",
        "1.0",
        "1e400",
        "{\"a\":null,\"b\":[],\"c\":{},\"\":[1,[2,{\"d\":false}]]}"
      })
  void jsonIsWrittenAsItWasRead(String json) throws IOException {
    JsonBytes out = new JsonBytes();
    RawJson.read(JsonStreams.reader(new StringReader(json))).write(out);
    assertThat(out.toText()).isEqualTo(json);
  }

  @Test
  void nestingIsLimitedForEveryReader() {
    JsonReader in = new JsonReader(new StringReader("[".repeat(100_000)));
    in.setNestingLimit(Integer.MAX_VALUE);
    assertThatThrownBy(() -> RawJson.read(in)).isInstanceOf(MalformedJsonException.class);
  }
}
