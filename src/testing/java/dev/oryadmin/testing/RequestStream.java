package dev.oryadmin.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What arrives on a connection, without the bodies of GET and HEAD requests: Hydra passes over
 * them, MockWebServer would drop the connection.
 */
final class RequestStream extends InputStream {
  private static final int LONGEST_HEAD = 256 << 10;

  private final InputStream in;

  /** What has arrived and was not looked at yet, from start to end. */
  private byte[] arrived = new byte[8 << 10];

  private int start;
  private int end;

  private byte[] head = {};
  private int at;

  /** How much of the body is still to come; less than 0 if nobody knows. */
  private long body;

  RequestStream(InputStream in) {
    this.in = in;
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
    int wanted = body < 0 ? length : (int) Math.min(length, body);
    int read = Math.min(wanted, end - start);
    if (read > 0) {
      System.arraycopy(arrived, start, to, offset, read);
      start += read;
    } else {
      read = in.read(to, offset, wanted);
    }
    if (body > 0 && read > 0) {
      body -= read;
    }
    return read;
  }

  /** Waits for more; returns false if nothing follows. */
  private boolean arrive() throws IOException {
    if (end == arrived.length) {
      byte[] old = arrived;
      arrived = start == 0 ? new byte[2 * old.length] : old;
      end -= start;
      System.arraycopy(old, start, arrived, 0, end);
      start = 0;
    }
    int read = in.read(arrived, end, arrived.length - end);
    end += Math.max(read, 0);
    return read > 0;
  }

  /** Returns how long the head is; less than 0 if its end has not arrived. */
  private int headSize() {
    for (int i = start; i < end; i++) {
      if (arrived[i] == '\n') {
        int next = i + 1 < end && arrived[i + 1] == '\r' ? i + 2 : i + 1;
        if (next < end && arrived[next] == '\n') {
          return next + 1 - start;
        }
      }
    }
    return -1;
  }

  private void readHead() throws IOException {
    int size = headSize();
    while (size < 0 && end - start < LONGEST_HEAD && arrive()) {
      size = headSize();
    }
    size = size < 0 ? end - start : size;
    String text = new String(arrived, start, size, StandardCharsets.ISO_8859_1);
    start += size;
    long length = length(text);
    boolean passedOver = length > 0 && (text.startsWith("GET ") || text.startsWith("HEAD "));
    if (passedOver) {
      int here = (int) Math.min(length, end - start);
      start += here;
      in.skipNBytes(length - here);
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
    for (String line : head.split("\n", -1)) {
      if (isField(line, "transfer-encoding:")) {
        return -1;
      }
      if (isField(line, "content-length:")) {
        String value = line.substring(line.indexOf(':') + 1).strip();
        length = value.matches("[0-9]{1,18}") ? Long.parseLong(value) : -1;
      }
    }
    return length;
  }

  private static boolean isField(String line, String name) {
    return line.regionMatches(true, 0, name, 0, name.length());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
