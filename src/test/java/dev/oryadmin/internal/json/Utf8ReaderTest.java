package dev.oryadmin.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.channels.Channels;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8ReaderTest {
  /** Longer than any buffer, with characters of one to four bytes at changing places. */
  private static final String TEXT = "a😀\u0000ü–".repeat(3) + ("x😀" + "y".repeat(253)).repeat(40);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 255, 256, 257, 1_024, 100_000})
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
  void readsTheSameTextInPiecesOfAnySize(int size) throws IOException {
    assertThat(read(TEXT.getBytes(UTF_8), size)).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100})
  void malformedUtf8IsReplaced(int size) throws IOException {
    byte[] bytes = {'a', (byte) 0xff, 'b', (byte) 0xf0, (byte) 0x9f};
    assertThat(read(bytes, size)).isEqualTo("a�b�");
  }

  private static String read(byte[] bytes, int size) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] piece = new char[size];
    try (Reader reader =
        new Utf8Reader(Channels.newChannel(new ByteArrayInputStream(bytes)), 1 << 20)) {
      for (int read = reader.read(piece); read >= 0; read = reader.read(piece)) {
        text.append(piece, 0, read);
      }
    }
    return text.toString();
  }
}
