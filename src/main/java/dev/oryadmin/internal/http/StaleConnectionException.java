package dev.oryadmin.internal.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import okhttp3.Connection;
import okhttp3.Protocol;

/**
 * Says that the server had closed a pooled connection before anything of the request was sent on
 * it.
 *
 * <p>Once a request is written, nobody can tell whether the server read it; so we look before.
 * OkHttp does so only when a connection was idle for 10 s, but some gateways close theirs sooner.
 */
public final class StaleConnectionException extends IOException {
  private static final long serialVersionUID = 1L;

  private StaleConnectionException() {
    super("the server had closed the pooled connection");
  }

  /**
   * Looks at an idle connection, which has nothing to read unless it is closed.
   *
   * @param safe looks only for what the server said unasked: to see that it closed costs a
   *     millisecond, and a safe request can be sent again
   * @throws StaleConnectionException if it is closed, or the server said something unasked
   */
  public static void check(Connection connection, boolean safe) throws IOException {
    if (connection.protocol() == Protocol.HTTP_2) {
      return; // read all the time by OkHttp, which knows
    }
    Socket socket = connection.socket();
    if (safe) {
      if (available(socket) > 0) {
        throw new StaleConnectionException();
      }
      return;
    }
    int timeout;
    try {
      timeout = socket.getSoTimeout();
      socket.setSoTimeout(1);
    } catch (SocketException e) {
      return; // a socket of another kind, or closed by now: sending will show
    }
    try {
      int unused = socket.getInputStream().read();
    } catch (SocketTimeoutException e) {
      socket.setSoTimeout(timeout);
      return;
    } catch (IOException e) {
      // reset
    }
    throw new StaleConnectionException();
  }

  private static int available(Socket socket) {
    try {
      return socket.getInputStream().available();
    } catch (IOException e) {
      return 0; // closed by now: sending will show
    }
  }
}
