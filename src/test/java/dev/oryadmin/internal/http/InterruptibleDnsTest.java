package dev.oryadmin.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import okhttp3.Dns;
import org.junit.jupiter.api.Test;

/** Lookups of host names that do not hold up the caller. */
class InterruptibleDnsTest {
  @Test
  void answersAndFailuresPassUnchanged() throws UnknownHostException {
    List<InetAddress> here = List.of(InetAddress.getLoopbackAddress());
    UnknownHostException unknown = new UnknownHostException("hydra.example");
    IllegalStateException faulty = new IllegalStateException("a faulty resolver");

    assertThat(new InterruptibleDns(host -> here).lookup("hydra.example")).isSameAs(here);
    assertThatThrownBy(() -> new InterruptibleDns(host -> fail(unknown)).lookup("hydra.example"))
        .isSameAs(unknown);
    assertThatThrownBy(() -> new InterruptibleDns(host -> fail(faulty)).lookup("hydra.example"))
        .isSameAs(faulty);
  }

  private static List<InetAddress> fail(UnknownHostException e) throws UnknownHostException {
    throw e;
  }

  private static List<InetAddress> fail(RuntimeException e) {
    throw e;
  }

  @Test
  void interruptEndsTheWaitAndIsKept() {
    CountDownLatch never = new CountDownLatch(1);
    Dns endless =
        host -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return List.of();
        };
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> new InterruptibleDns(endless).lookup("hydra.example"))
        .isInstanceOf(InterruptedIOException.class)
        .hasMessage("interrupted")
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
  }

  /** OkHttp shares a connection among calls only if their resolvers are equal. */
  @Test
  void theSameResolverIsEqual() {
    Dns theirs = host -> List.of();
    InterruptibleDns dns = new InterruptibleDns(theirs);

    assertThat(new InterruptibleDns(theirs)).isEqualTo(dns).hasSameHashCodeAs(dns);
    assertThat(new InterruptibleDns(Dns.SYSTEM)).isNotEqualTo(dns);
    assertThat(dns).isNotEqualTo(theirs);
  }
}
