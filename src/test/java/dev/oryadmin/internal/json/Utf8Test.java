package dev.oryadmin.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes to text, however they are cut into pieces. */
class Utf8Test {
  private static final String ALL =
      IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
          .filter(c -> c < 0x3000 || c > 0xd7f0)
          .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
          .filter(c -> c < 0x11000 || c % 97 == 0)
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1024, 100_000})
  void allOfUnicodeIsReadInPiecesOfAnySize(int size) throws IOException {
    byte[] bytes = ALL.getBytes(UTF_8);
    assertThat(read(Channels.newChannel(new ByteArrayInputStream(bytes)), size)).isEqualTo(ALL);
    assertThat(read(trickle(bytes), size)).isEqualTo(ALL);
  }

  @Test
  void pieceSizesMayAlternate() throws IOException {
    Random random = new Random(2);
    Utf8Reader reader = reader(Channels.newChannel(new ByteArrayInputStream(ALL.getBytes(UTF_8))));
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[8];
    while (true) {
      int offset = random.nextInt(4);
      int read = reader.read(buffer, offset, random.nextInt(5));
      if (read < 0) {
        break;
      }
      text.append(buffer, offset, read);
    }
    assertThat(text.toString()).isEqualTo(ALL);
    assertThat(reader.read(buffer, 0, 8)).isNegative();
    assertThat(reader.read(buffer, 0, 1)).isNegative();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "c3", "e2 82", "f0 9f 98", "ed a0 bd", "c0 80", "f5 80 80 80"})
  void malformedUtf8BecomesReplacementCharacters(String hex) throws IOException {
    String[] pairs = hex.split(" ", -1);
    byte[] bytes = new byte[pairs.length + 1];
    for (int i = 0; i < pairs.length; i++) {
      bytes[i] = (byte) Integer.parseInt(pairs[i], 16);
    }
    bytes[pairs.length] = 'x';
    assertThat(read(trickle(bytes), 100)).isEqualTo(new String(bytes, UTF_8)).contains("\ufffd");
  }

  @Test
  void moreThanTheLimitIsRefused() throws IOException {
    byte[] bytes = "a".repeat(10_000).getBytes(UTF_8);
    assertThat(read(new Utf8Reader(trickle(bytes), 10_000), 64)).hasSize(10_000);
    assertThatThrownBy(() -> read(new Utf8Reader(trickle(bytes), 9_999), 64))
        .isInstanceOf(TooLargeException.class);
  }

  @Test
  void failureOfTheSourceIsReportedSeparately() {
    ReadableByteChannel broken = Channels.newChannel(new ByteArrayInputStream(new byte[0]));
    ReadableByteChannel failing =
        new ReadableByteChannel() {
          @Override
          public int read(ByteBuffer to) throws IOException {
            throw new IOException("cut");
          }

          @Override
          public boolean isOpen() {
            return broken.isOpen();
          }

          @Override
          public void close() throws IOException {
            broken.close();
          }
        };
    Utf8Reader reader = reader(failing);
    assertThatThrownBy(reader::read)
        .isInstanceOfSatisfying(
            SourceException.class, e -> assertThat(e.failure()).hasMessage("cut"));
    assertThat(broken.isOpen()).isTrue();
    assertThat(closed(reader, failing)).isTrue();
  }

  private static boolean closed(Utf8Reader reader, ReadableByteChannel source) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return !source.isOpen();
  }

  private static Utf8Reader reader(ReadableByteChannel source) {
    return new Utf8Reader(source, Long.MAX_VALUE);
  }

  private static String read(ReadableByteChannel source, int size) throws IOException {
    return read(reader(source), size);
  }

  private static String read(Utf8Reader reader, int size) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[size];
    for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
      text.append(buffer, 0, read);
    }
    return text.toString();
  }

  /** Gives one byte at a time, as a slow network may. */
  private static ReadableByteChannel trickle(byte[] bytes) {
    return Channels.newChannel(
        new ByteArrayInputStream(bytes) {
          @Override
          public int read(byte[] to, int offset, int length) {
            return super.read(to, offset, Math.min(1, length));
          }

          @Override
          public int available() {
            return 0;
          }
        });
  }
}
