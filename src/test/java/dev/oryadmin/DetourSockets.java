package dev.oryadmin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Sockets that lead to a port of this machine, whatever address they say they are connected to. */
final class DetourSockets extends UnconnectedSockets {
  private final int port;

  DetourSockets(int port) {
    this.port = port;
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      private @Nullable InetAddress claimed;

      @Override
      public void connect(SocketAddress address, int timeout) throws IOException {
        super.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeout);
        claimed = ((InetSocketAddress) address).getAddress();
      }

      @Override
      public @Nullable InetAddress getInetAddress() {
        return claimed;
      }
    };
  }
}
