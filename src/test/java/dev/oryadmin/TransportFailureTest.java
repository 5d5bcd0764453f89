package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words of failures; most are tested with whole calls. */
class TransportFailureTest {
  @ParameterizedTest
  @CsvSource({"PT30S, 30 s", "PT0.25S, 250 ms", "PT1.5S, 1500 ms", "PT0S, 0 s", "PT2H, 7200 s"})
  void durationsAreShort(Duration duration, String words) {
    assertThat(TransportFailure.inWords(duration)).isEqualTo(words);
  }

  @Test
  void onlyTheLimitOfACallIsATimeout() {
    assertThat(TransportFailure.isTimeout(new InterruptedIOException("timeout"))).isTrue();
    assertThat(TransportFailure.isTimeout(new InterruptedIOException("interrupted"))).isFalse();
    assertThat(TransportFailure.isTimeout(new SocketTimeoutException("Read timed out"))).isFalse();
    assertThat(TransportFailure.isTimeout(new IOException("timeout"))).isFalse();
    assertThat(TransportFailure.isTimeout(null)).isFalse();
  }

  @Test
  void quotedBytesAreCutOffAndTheOriginIsKept() {
    IOException quoting = new ProtocolException("Unexpected status line: client_secret=a");

    IOException cut = TransportFailure.withoutQuotes(quoting);

    assertThat(cut).isInstanceOf(ProtocolException.class).hasMessage("Unexpected status line …");
    assertThat(cut.getStackTrace()).isEqualTo(quoting.getStackTrace());
    IOException other = new ProtocolException("Too many follow-up requests");
    assertThat(TransportFailure.withoutQuotes(other)).isSameAs(other);
    IOException silent = new ProtocolException();
    assertThat(TransportFailure.withoutQuotes(silent)).isSameAs(silent);
  }
}
