package dev.oryadmin;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/**
 * A server on a real socket that does what a script says, byte by byte: for what no HTTP server
 * does by itself. The first script is for the first request, and so on; the last one is for all
 * that follow. Safe for use by several threads.
 */
final class ScriptedServer implements Closeable {
  private static final Socket REFUSING = refusingSocket();

  private final List<Script> scripts;
  private final ServerSocket listener;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Semaphore arrived = new Semaphore(0);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** What happens on a connection, from the moment it is made or the next request begins. */
  interface Script {
    void play(Line line) throws IOException;
  }

  private ScriptedServer(ServerSocketFactory sockets, List<Script> scripts) throws IOException {
    this.scripts = scripts;
    this.listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(
        () -> {
          while (!listener.isClosed()) {
            Socket socket = listener.accept();
            socket.setTcpNoDelay(true); // what is sent in two parts arrives at once
            connections.incrementAndGet();
            start(() -> serve(socket));
          }
        });
  }

  static ScriptedServer start(Script... scripts) {
    return start(ServerSocketFactory.getDefault(), scripts);
  }

  static ScriptedServer start(ServerSocketFactory sockets, Script... scripts) {
    try {
      return new ScriptedServer(sockets, List.of(scripts));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the URL of a port that nobody listens on, nor will: it stays taken, or else the next
   * server to start might get it, and what is sent here.
   */
  static String refusing() {
    return "http://127.0.0.1:" + REFUSING.getLocalPort();
  }

  private static Socket refusingSocket() {
    try {
      Socket socket = new Socket();
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Task {
    void run() throws IOException;
  }

  private static void start(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // The other side went away, or the test is over.
              }
            },
            "scripted server");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(Socket socket) throws IOException {
    open.add(socket);
    try (socket) {
      Line line = new Line(socket);
      do {
        scripts.get(Math.min(next.getAndIncrement(), scripts.size() - 1)).play(line);
      } while (!socket.isClosed() && line.isRequestComing());
    } finally {
      open.remove(socket);
    }
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  int port() {
    return listener.getLocalPort();
  }

  /** The request lines that arrived, be the rest cut off or not. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** The request lines, once there are as many as the client has sent, or after ten seconds. */
  List<String> requests(int sent) {
    try {
      boolean unused = arrived.tryAcquire(sent, 10, TimeUnit.SECONDS);
      return requests();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection, as a script sees it. */
  final class Line {
    private final Socket socket;
    private final InputStream in;

    private Line(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Waits for the first byte of a request and leaves it there; false if the client closes. */
    boolean isRequestComing() throws IOException {
      in.mark(1);
      int first = in.read();
      in.reset();
      return first >= 0;
    }

    /** Reads the request line. */
    String readRequestLine() throws IOException {
      String line = readLine();
      requests.add(line.replaceFirst(" HTTP/1.1$", ""));
      arrived.release();
      return line;
    }

    /** Reads a request to its end and returns its body. */
    String readRequest() throws IOException {
      readRequestLine();
      int length = 0;
      for (String header = readLine(); !header.isEmpty(); header = readLine()) {
        if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
        }
      }
      return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String readLine() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b != '\n'; b = in.read()) {
        if (b < 0) {
          throw new IOException("the client closed the connection");
        }
        if (b != '\r') {
          line.write(b);
        }
      }
      return line.toString(StandardCharsets.UTF_8);
    }

    /** Sends bytes as they are. */
    void send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    /** Sends text as it is. */
    void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends an answer of JSON; the connection stays open. */
    void answer(int status, String json) throws IOException {
      int length = json.getBytes(StandardCharsets.UTF_8).length;
      send(
          "HTTP/1.1 %d Whatever\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(status, length, json));
    }

    /** Closes the connection in order. */
    void close() throws IOException {
      socket.close();
    }

    /** Breaks the connection off: the other side sees "connection reset". */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Does nothing until the client closes the connection. */
    void hang() throws IOException {
      while (in.read() >= 0) {
        // what comes is not listened to
      }
      socket.close();
    }

    /** Waits, at most ten seconds. */
    void await(CountDownLatch latch) throws IOException {
      try {
        if (!latch.await(10, TimeUnit.SECONDS)) {
          throw new IOException("nothing happened");
        }
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }
}
