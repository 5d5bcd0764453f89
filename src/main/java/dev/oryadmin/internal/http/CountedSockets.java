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
 * Plain sockets that count what a thread reads, so that an answer can be told from bytes that were
 * there before the request.
 *
 * <p>A server that sends more than it declared leaves bytes behind an answer. OkHttp has read them
 * by then, shows them to nobody, and would take them for the answer to the next request. The true
 * one needs at least one read after the request is sent. TLS runs on top of these sockets.
 */
public final class CountedSockets extends SocketFactory {
  private static final ThreadLocal<Reads> READS = ThreadLocal.withInitial(Reads::new);

  /** What a thread has read. */
  private static final class Reads {
    private long count;
    private @Nullable Socket last;
  }

  /**
   * Those by TLS whose first answer was counted, with the sockets below. Connections can also be
   * made of other sockets, and those of TLS don't tell what is below them.
   */
  private static final Map<Connection, Socket> BELOW_TLS =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** Returns how often the calling thread has read something so far. */
  public static long reads() {
    return READS.get().count;
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
    return connection.socket() instanceof CountedSocket;
  }

  /**
   * Checks the beginning of an answer.
   *
   * @param before what {@link #reads} returned before the request was sent
   * @throws IOException if the answer was there before the request
   */
  public static void check(Connection connection, long before) throws IOException {
    if (connection.protocol() == Protocol.HTTP_2) {
      return; // its answers are numbered
    }
    Reads reads = READS.get();
    Socket socket = reads.last;
    reads.last = null;
    if (reads.count > before && socket != null) {
      if (!isPlain(connection)) {
        BELOW_TLS.put(connection, socket); // not for all: calls would wait for the map's lock
      }
    } else if (isPlain(connection) || BELOW_TLS.containsKey(connection)) {
      throw new IOException("the server sent bytes behind an earlier answer");
    }
  }

  @Override
  public Socket createSocket() {
    return new CountedSocket();
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

  private static final class CountedSocket extends Socket {
    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read() throws IOException {
          return counted(super.read());
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
          return counted(super.read(to, offset, length));
        }

        private int counted(int read) {
          Reads reads = READS.get();
          reads.count++;
          reads.last = CountedSocket.this;
          return read;
        }
      };
    }
  }
}
