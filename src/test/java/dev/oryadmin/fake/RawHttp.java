package dev.oryadmin.fake;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sends requests as they are: no HTTP client would leave odd paths and headers alone. */
final class RawHttp {
  private RawHttp() {}

  /** An answer; header names compare in any letter case. */
  record RawAnswer(int status, Map<String, String> headers, String body) {
    /** Returns a header; empty when there is none. */
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  static RawAnswer send(
      String baseUrl, String method, String path, Map<String, String> headers, String body) {
    return send(baseUrl, method, path, headers, body, 10_000);
  }

  /** Sends a request without a body that waits only so many milliseconds. */
  static RawAnswer send(String baseUrl, String method, String path, int patience) {
    return send(baseUrl, method, path, Map.of(), "", patience);
  }

  /**
   * Sends a request of any bytes, each header as one line.
   *
   * @return null if the server closes the connection, or says nothing that is HTTP
   */
  static @Nullable RawAnswer send(
      String baseUrl, String method, String target, List<String> headers, byte[] body) {
    URI base = URI.create(baseUrl);
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    head.append("Host: ").append(base.getAuthority()).append("\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    if (body.length > 0 || method.startsWith("P")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().write(body);
      socket.getOutputStream().flush();
      return read(socket.getInputStream(), method.equals("HEAD"));
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static RawAnswer send(
      String baseUrl,
      String method,
      String path,
      Map<String, String> headers,
      String body,
      int patience) {
    URI base = URI.create(baseUrl);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    head.append("Host: ").append(base.getAuthority()).append("\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (bytes.length > 0 || method.startsWith("P")) {
      head.append("Content-Length: ").append(bytes.length).append("\r\n");
    }
    head.append("\r\n");
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(patience);
      socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return read(socket.getInputStream(), method.equals("HEAD"));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    }
  }

  private static RawAnswer read(InputStream in, boolean headOnly) throws IOException {
    int status = Integer.parseInt(line(in).split(" ", 3)[1]);
    TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String[] field = line.split(": *", 2);
      headers.merge(field[0], field[1], (one, other) -> one + ", " + other);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (!headOnly) {
      if (headers.getOrDefault("Transfer-Encoding", "").equals("chunked")) {
        for (int size = chunk(in); size > 0; size = chunk(in)) {
          body.write(in.readNBytes(size));
          line(in);
        }
      } else if (!headers.containsKey("Content-Length")
          && headers.getOrDefault("Connection", "").equals("close")) {
        body.write(in.readAllBytes());
      } else {
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        body.write(in.readNBytes(length));
      }
    }
    return new RawAnswer(status, headers, body.toString(StandardCharsets.UTF_8));
  }

  private static int chunk(InputStream in) throws IOException {
    return Integer.parseInt(line(in), 16);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection was closed");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
