package dev.oryadmin.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class LimitedReaderTest {
  @Test
  void textUpToTheLimitIsReadInAnyPieces() throws IOException {
    Reader reader = new LimitedReader(new StringReader("abcd"), 4);
    assertThat(reader.read(new char[3])).isEqualTo(3);
    assertThat(reader.read(new char[3])).isEqualTo(1);
    assertThat(reader.read(new char[3])).isEqualTo(-1);
  }

  @Test
  void oneCharacterMoreIsRefused() throws IOException {
    Reader reader = new LimitedReader(new StringReader("abcde"), 4);
    assertThat(reader.read(new char[3])).isEqualTo(3);
    assertThatThrownBy(() -> reader.read(new char[3])).isInstanceOf(TooLargeException.class);
  }

  @Test
  void failureOfTheSourceIsReportedSeparately() {
    IOException failure = new IOException("torn");
    Reader source =
        new Reader() {
          @Override
          public int read(char[] to, int offset, int length) throws IOException {
            throw failure;
          }

          @Override
          public void close() {}
        };
    assertThatThrownBy(() -> new LimitedReader(source, 4).read(new char[1]))
        .isInstanceOfSatisfying(
            SourceException.class, e -> assertThat(e.failure()).isSameAs(failure));
  }

  @Test
  void sourceIsClosedWithIt() throws IOException {
    Reader source = new StringReader("a");
    new LimitedReader(source, 4).close();
    assertThatThrownBy(source::read).isInstanceOf(IOException.class);
  }
}
