package dev.oryadmin.contract;

import dev.oryadmin.testing.FakeHydra;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import okhttp3.Headers;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;

/** A fake that is wrong in one way: something between it and its clients sees to that. */
final class FaultyHydra implements AutoCloseable {
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("host", "connection", "content-length", "transfer-encoding", "accept-encoding");

  private final FakeHydra hydra = FakeHydra.start();
  private final ServerSocket admin;
  private final ServerSocket open;

  /** What is wrong. */
  interface ServerFault {
    /** Nothing. */
    ServerFault NONE = Exchange::forward;

    /** Answers a request, with the help of the fake behind. */
    ServerAnswer answer(Exchange exchange);
  }

  /**
   * A request, and the fake that could answer it.
   *
   * @param baseUrl the URL of the fake
   */
  record Exchange(String baseUrl, String method, String target, Headers headers, String body) {
    ServerAnswer forward() {
      return Wire.send(baseUrl, method, target, headers, body);
    }

    Exchange withBody(String other) {
      return new Exchange(baseUrl, method, target, headers, other);
    }

    /** The same with another method, path and body. */
    Exchange as(String otherMethod, String otherTarget, String otherBody) {
      return new Exchange(baseUrl, otherMethod, otherTarget, headers, otherBody);
    }

    boolean is(String wantedMethod, String targetPattern) {
      return method.equals(wantedMethod) && target.matches(targetPattern);
    }
  }

  FaultyHydra(ServerFault fault) {
    try {
      admin = listen(hydra.adminUrl(), fault);
      open = listen(hydra.publicUrl(), fault);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocket listen(String baseUrl, ServerFault fault) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(
        () -> {
          while (!server.isClosed()) {
            Socket socket = server.accept();
            start(() -> serve(socket, baseUrl, fault));
          }
        });
    return server;
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
                // The other side is gone: nobody to tell.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  /** Serves one connection, request by request. */
  private static void serve(Socket socket, String baseUrl, ServerFault fault) throws IOException {
    try (socket) {
      BufferedSource in = Okio.buffer(Okio.source(socket));
      while (!in.exhausted()) {
        String[] line = in.readUtf8LineStrict().split(" ", 3);
        Headers headers = Wire.readHeaders(in);
        String body = Wire.readBody(in, headers);
        ServerAnswer answer =
            fault.answer(new Exchange(baseUrl, line[0], line[1], endToEnd(headers), body));
        write(answer).writeTo(socket.getOutputStream());
      }
    }
  }

  private static Headers endToEnd(Headers headers) {
    Headers.Builder kept = headers.newBuilder();
    OF_THE_CONNECTION.forEach(kept::removeAll);
    return kept.build();
  }

  private static Buffer write(ServerAnswer answer) {
    Buffer body = new Buffer().writeUtf8(answer.body());
    Buffer text = new Buffer().writeUtf8("HTTP/1.1 " + answer.status() + " Whatever\r\n");
    endToEnd(answer.headers())
        .forEach(h -> text.writeUtf8(h.getFirst() + ": " + h.getSecond() + "\r\n"));
    if (answer.status() != 204) {
      text.writeUtf8("Content-Length: " + body.size() + "\r\n");
    }
    text.writeUtf8("\r\n").write(body, body.size());
    return text;
  }

  String adminUrl() {
    return "http://127.0.0.1:" + admin.getLocalPort();
  }

  String publicUrl() {
    return "http://127.0.0.1:" + open.getLocalPort();
  }

  @Override
  public void close() {
    hydra.close();
    try {
      admin.close();
      open.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
