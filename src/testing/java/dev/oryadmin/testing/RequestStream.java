package dev.oryadmin.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What arrives on a connection, without the bodies of GET and HEAD requests: Hydra passes over
 * them, MockWebServer would drop the connection.
 */
final class RequestStream extends InputStream {
  private static final int LONGEST_HEAD = 256 << 10;

  private final InputStream in;
  private byte[] head = {};
  private int at;

  /** How much of the body is still to come; less than 0 if nobody knows. */
  private long body;

  RequestStream(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (at == head.length && body == 0) {
      readHead();
    }
    if (at < head.length) {
      int read = Math.min(length, head.length - at);
      System.arraycopy(head, at, to, offset, read);
      at += read;
      return read;
    }
    int read = in.read(to, offset, body < 0 ? length : (int) Math.min(length, body));
    if (body > 0 && read > 0) {
      body -= read;
    }
    return read;
  }

  private void readHead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\n\r\n") && !text.endsWith("\n\n") && bytes.size() < LONGEST_HEAD) {
      int b = in.read();
      if (b < 0) {
        break;
      }
      bytes.write(b);
      if (b == '\n') {
        text = bytes.toString(StandardCharsets.ISO_8859_1);
      }
    }
    text = bytes.toString(StandardCharsets.ISO_8859_1);
    long length = length(text);
    boolean passedOver = length > 0 && (text.startsWith("GET ") || text.startsWith("HEAD "));
    if (passedOver) {
      in.skipNBytes(length);
      text = text.replaceAll("(?i)\ncontent-length:[^\n]*", "");
    }
    head = text.getBytes(StandardCharsets.ISO_8859_1);
    at = 0;
    body = passedOver ? 0 : length;
    if (head.length == 0) {
      body = -1; // the end: what is read next says so
    }
  }

  private static long length(String head) {
    long length = 0;
    for (String line : head.toLowerCase(Locale.ROOT).split("\n", -1)) {
      if (line.startsWith("transfer-encoding:")) {
        return -1;
      }
      if (line.startsWith("content-length:")) {
        String value = line.substring(line.indexOf(':') + 1).strip();
        length = value.matches("[0-9]{1,18}") ? Long.parseLong(value) : -1;
      }
    }
    return length;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
