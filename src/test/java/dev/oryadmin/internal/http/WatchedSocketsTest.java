package dev.oryadmin.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Sockets by themselves; what they are for is tested with hostile answers. */
class WatchedSocketsTest {
  private final WatchedSockets sockets = new WatchedSockets();
  private final InetAddress loopback = InetAddress.getLoopbackAddress();

  @Test
  void bytesPassUnchanged() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, loopback);
        Socket socket = sockets.createSocket()) {
      socket.connect(server.getLocalSocketAddress());
      try (Socket other = server.accept()) {
        other.getOutputStream().write(new byte[] {7, 8, 9});
        assertThat(socket.getInputStream().read()).isEqualTo(7);
        byte[] rest = new byte[4];
        assertThat(socket.getInputStream().readNBytes(rest, 1, 2)).isEqualTo(2);
        assertThat(rest).containsExactly(0, 8, 9, 0);
      }
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void onlyUnconnectedSocketsAreMade() {
    refused(() -> sockets.createSocket("localhost", 1));
    refused(() -> sockets.createSocket("localhost", 1, loopback, 0));
    refused(() -> sockets.createSocket(loopback, 1));
    refused(() -> sockets.createSocket(loopback, 1, loopback, 0));
  }

  private static void refused(ThrowingCallable making) {
    assertThatThrownBy(making)
        .isInstanceOf(SocketException.class)
        .hasMessage("only unconnected sockets are made here");
  }
}
