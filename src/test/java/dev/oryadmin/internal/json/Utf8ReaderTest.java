package dev.oryadmin.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.nio.channels.Channels;
import java.util.concurrent.TimeUnit;
import okio.Buffer;
import org.junit.jupiter.api.Test;
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

  @Test
  void textUpToTheLimitIsRead() throws IOException {
    try (Reader reader = limited(3)) {
      assertThat(reader.read(new char[8])).isEqualTo(3);
      assertThat(reader.read()).isEqualTo(-1);
    }
    try (Reader reader = limited(2)) {
      assertThatThrownBy(() -> reader.read(new char[8])).isInstanceOf(TooLargeException.class);
    }
  }

  private static Reader limited(long limit) {
    return new Utf8Reader(
        Channels.newChannel(new ByteArrayInputStream("abc".getBytes(UTF_8))), limit);
  }

  @Test
  void memoryGoesBackToThePool() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    char[] piece = new char[8];
    long before = 0;
    for (int i = 0; i < 200; i++) {
      if (i == 100) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      Reader reader = new Utf8Reader(new Buffer().writeUtf8("a"), 1);
      assertThat(reader.read(piece)).isEqualTo(1);
      assertThat(reader.read(piece)).isEqualTo(-1);
    }
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / 100;
    assertThat(each).as("a segment has 8,192 bytes").isLessThan(8_192);
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
