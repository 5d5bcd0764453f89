package dev.oryadmin.internal.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import okhttp3.Connection;
import okhttp3.Protocol;

/**
 * The server closed a pooled connection before anything of the request was sent on it.
 *
 * <p>Once a request has been written, nobody can tell whether the server read it. So the connection
 * is checked before. OkHttp checks it only after it has been idle for 10 s, but some gateways close
 * connections sooner.
 */
public final class StaleConnectionException extends IOException {
  private static final long serialVersionUID = 1L;

  private StaleConnectionException() {
    super("the server had closed the pooled connection");
  }

  /**
   * Checks an idle connection. It has nothing to read unless it is closed.
   *
   * @param safe looks only for unasked bytes: seeing that the server closed costs a millisecond,
   *     and a safe request can be sent again
   * @throws StaleConnectionException if it is closed, or if the server has sent something unasked
   */
  public static void check(Connection connection, boolean safe) throws IOException {
    if (connection.protocol() == Protocol.HTTP_2) {
      return; // OkHttp reads HTTP/2 connections all the time and notices
    }
    Socket socket = connection.socket();
    if (available(connection) > 0) {
      throw new StaleConnectionException();
    }
    if (safe) {
      return;
    }
    int timeout;
    try {
      timeout = socket.getSoTimeout();
      socket.setSoTimeout(1);
    } catch (SocketException e) {
      return; // another kind of socket, or closed by now: sending will tell
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

  private static int available(Connection connection) {
    try {
      return WatchedSockets.available(connection);
    } catch (IOException e) {
      return 0; // closed by now: sending will show
    }
  }
}
