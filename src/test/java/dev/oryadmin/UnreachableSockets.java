package dev.oryadmin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.CountDownLatch;

/** Sockets that connect to nobody for as long as they are left to it. */
final class UnreachableSockets extends UnconnectedSockets {
  private final CountDownLatch connecting;

  /** Counts down when somebody tries to connect. */
  UnreachableSockets(CountDownLatch connecting) {
    this.connecting = connecting;
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      private final ServerSocket nobody = listener();

      @Override
      public void connect(SocketAddress address, int timeout) throws IOException {
        connecting.countDown();
        nobody.accept(); // deaf to interrupts, as connecting is
      }

      @Override
      public synchronized void close() throws IOException {
        nobody.close();
        super.close();
      }
    };
  }

  private static ServerSocket listener() {
    try {
      return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
