package dev.oryadmin.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8WriterTest {
  private static final String TEXT = ("a😀ü–\u0000" + "x".repeat(251)).repeat(40);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 255, 257, 2_047, 2_048, 2_049, 100_000})
  void writesTheSameBytesInPiecesOfAnySize(int size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Utf8Writer writer = new Utf8Writer(bytes)) {
      for (int at = 0; at < TEXT.length(); at += size) {
        writer.write(TEXT.substring(at, Math.min(at + size, TEXT.length())));
      }
    }
    assertThat(bytes.toByteArray()).isEqualTo(TEXT.getBytes(UTF_8));
  }

  @Test
  void escapesHalfAPair() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Utf8Writer writer = new Utf8Writer(bytes)) {
      writer.write("\ud83d,\ude00");
      writer.write("\ud83d");
      writer.write(",");
    }
    assertThat(bytes.toString(UTF_8)).isEqualTo("\\ud83d,\\ude00\\ud83d,");
  }
}
