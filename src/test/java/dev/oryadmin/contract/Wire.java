package dev.oryadmin.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.Headers;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;

/** HTTP by hand, for paths that an HTTP client would set right first. */
final class Wire {
  private static final int PATIENCE_MILLIS = 40_000;

  private Wire() {}

  /** Sends a request over a connection of its own. */
  static ServerAnswer send(
      String baseUrl, String method, String target, Headers headers, String requestBody) {
    URI base = URI.create(baseUrl);
    boolean tls = "https".equals(base.getScheme());
    SocketFactory sockets = tls ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
    int port = base.getPort() >= 0 ? base.getPort() : tls ? 443 : 80;
    byte[] body = requestBody.getBytes(UTF_8);
    Buffer request = new Buffer();
    String path = (base.getRawPath() == null ? "" : base.getRawPath()) + target;
    request.writeUtf8(method + " " + path + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\n");
    headers.forEach(h -> request.writeUtf8(h.getFirst() + ": " + h.getSecond() + "\r\n"));
    if (body.length > 0 || method.startsWith("P")) {
      request.writeUtf8("Content-Length: " + body.length + "\r\n");
    }
    request.writeUtf8("\r\n").write(body);
    try (Socket socket = sockets.createSocket(base.getHost(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      request.writeTo(socket.getOutputStream());
      return read(Okio.buffer(Okio.source(socket)), method.equals("HEAD"));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + target, e);
    }
  }

  private static ServerAnswer read(BufferedSource in, boolean headOnly) throws IOException {
    int status = Integer.parseInt(in.readUtf8LineStrict().split(" ", 3)[1]);
    Headers headers = readHeaders(in);
    boolean empty = headOnly || status == 204 || status == 304;
    return new ServerAnswer(status, headers, empty ? "" : readAnswerBody(in, headers));
  }

  static Headers readHeaders(BufferedSource in) throws IOException {
    Headers.Builder fields = new Headers.Builder();
    for (String line = in.readUtf8LineStrict(); !line.isEmpty(); line = in.readUtf8LineStrict()) {
      fields.addUnsafeNonAscii(line.split(": *", 2)[0], line.split(": *", 2)[1]);
    }
    return fields.build();
  }

  /** An answer that declares no length goes on until the connection ends. */
  private static String readAnswerBody(BufferedSource in, Headers headers) throws IOException {
    boolean declared =
        headers.get("Content-Length") != null || headers.get("Transfer-Encoding") != null;
    return declared ? readBody(in, headers) : in.readUtf8();
  }

  static String readBody(BufferedSource in, Headers headers) throws IOException {
    Buffer body = new Buffer();
    String length = headers.get("Content-Length");
    if ("chunked".equals(headers.get("Transfer-Encoding"))) {
      for (long size = chunk(in); size > 0; size = chunk(in)) {
        in.readFully(body, size);
        in.readUtf8LineStrict();
      }
    } else if (length != null) {
      in.readFully(body, Long.parseLong(length));
    }
    return body.readUtf8();
  }

  private static long chunk(BufferedSource in) throws IOException {
    long size = Long.parseLong(in.readUtf8LineStrict(), 16);
    if (size == 0) {
      in.readUtf8LineStrict();
    }
    return size;
  }
}
