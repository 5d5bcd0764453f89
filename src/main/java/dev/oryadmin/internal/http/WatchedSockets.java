package dev.oryadmin.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import javax.net.SocketFactory;
import okhttp3.Connection;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Plain sockets that note which thread reads from them, so that an answer can be told from bytes
 * that were there before the request.
 *
 * <p>A server that sends more than it declared leaves bytes behind an answer. OkHttp has read them
 * by then, shows them to nobody, and would take them for the answer to the next request. The true
 * one needs at least one read after the request is sent. TLS runs on top of these sockets.
 */
public final class WatchedSockets extends SocketFactory {
  /** The socket that a thread has read from last, since {@link #begin}. */
  private static final ThreadLocal<@Nullable Socket> READ = new ThreadLocal<>();

  /**
   * Those by TLS whose first answer was watched, with the sockets below. Connections can also be
   * made of other sockets, and those of TLS don't tell what is below them.
   */
  private static final Map<Connection, Socket> BELOW_TLS =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** Starts to watch what the calling thread reads: it is about to send a request. */
  public static void begin() {
    READ.remove();
  }

  /** Returns how many bytes have arrived on a connection that nobody has read. */
  static int available(Connection connection) throws IOException {
    int arrived = connection.socket().getInputStream().available();
    if (arrived > 0 || isPlain(connection)) {
      return arrived;
    }
    Socket below = BELOW_TLS.get(connection);
    return below == null ? 0 : below.getInputStream().available();
  }

  /** Returns whether a connection uses a socket of ours directly. */
  private static boolean isPlain(Connection connection) {
    return connection.socket() instanceof WatchedSocket;
  }

  /**
   * Checks the beginning of an answer.
   *
   * @throws IOException if nothing has been read since {@link #begin}, so that the answer was there
   *     before the request
   */
  public static void check(Connection connection) throws IOException {
    if (connection.protocol() == Protocol.HTTP_2) {
      return; // its answers are numbered
    }
    Socket socket = READ.get();
    READ.remove();
    if (socket == null) {
      if (isPlain(connection) || BELOW_TLS.containsKey(connection)) {
        throw new IOException("the server sent bytes behind an earlier answer");
      }
    } else if (!isPlain(connection)) {
      BELOW_TLS.put(connection, socket); // not for all: calls would wait for the map's lock
    }
  }

  @Override
  public Socket createSocket() {
    return new WatchedSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw connected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    throw connected();
  }

  private static SocketException connected() {
    return new SocketException("only unconnected sockets are made here");
  }

  private static final class WatchedSocket extends Socket {
    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read() throws IOException {
          return noted(super.read());
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
          return noted(super.read(to, offset, length));
        }

        private int noted(int read) {
          READ.set(WatchedSocket.this);
          return read;
        }
      };
    }
  }
}
