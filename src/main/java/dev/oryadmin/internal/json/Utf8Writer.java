package dev.oryadmin.internal.json;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;

/**
 * Encodes characters as UTF-8 into a stream.
 *
 * <p>ASCII, which is nearly everything in JSON, is copied byte by byte into a buffer: a third of
 * the cost of an {@link java.io.OutputStreamWriter} under Gson. Half a surrogate pair, which UTF-8
 * can't hold, is written as a JSON escape, so nothing is lost.
 */
public final class Utf8Writer extends Writer {
  private static final int BUFFER_SIZE = 2_048;
  private static final int LONGEST_CHARACTER = 6; // an escape

  private final OutputStream to;
  private final byte[] buffer = new byte[BUFFER_SIZE];
  private int size;
  private char high;

  /** Writes to a stream, which {@link #close()} leaves open. */
  public Utf8Writer(OutputStream to) {
    this.to = to;
  }

  @Override
  public void write(int c) throws IOException {
    put((char) c);
  }

  @Override
  public void write(char[] from, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      put(from[i]);
    }
  }

  @Override
  public void write(String from) throws IOException {
    if (from.length() == 1) { // commas and colons
      put(from.charAt(0));
    } else {
      write(from, 0, from.length());
    }
  }

  @Override
  public void write(String from, int offset, int length) throws IOException {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      if (high == 0 && size < buffer.length) {
        int run = Math.min(end - at, buffer.length - size);
        byte[] b = buffer;
        int s = size;
        int i = 0;
        while (i < run) {
          char c = from.charAt(at + i);
          if (c >= 0x80) {
            break;
          }
          b[s + i++] = (byte) c;
        }
        size = s + i;
        at += i;
        if (at == end) {
          return;
        }
      }
      put(from.charAt(at++));
    }
  }

  private void put(char c) throws IOException {
    if (c < 0x80 && high == 0 && size < buffer.length) {
      buffer[size++] = (byte) c;
    } else {
      putAny(c);
    }
  }

  private void putAny(char c) throws IOException {
    if (buffer.length - size < 2 * LONGEST_CHARACTER) {
      drain();
    }
    if (high != 0) {
      if (Character.isLowSurrogate(c)) {
        int point = Character.toCodePoint(high, c);
        high = 0;
        put4(point);
        return;
      }
      escape(high);
      high = 0;
    }
    if (c < 0x80) {
      buffer[size++] = (byte) c;
    } else if (c < 0x800) {
      buffer[size++] = (byte) (0xc0 | (c >> 6));
      buffer[size++] = (byte) (0x80 | (c & 0x3f));
    } else if (Character.isHighSurrogate(c)) {
      high = c;
    } else if (Character.isLowSurrogate(c)) {
      escape(c);
    } else {
      buffer[size++] = (byte) (0xe0 | (c >> 12));
      buffer[size++] = (byte) (0x80 | ((c >> 6) & 0x3f));
      buffer[size++] = (byte) (0x80 | (c & 0x3f));
    }
  }

  private void put4(int point) {
    buffer[size++] = (byte) (0xf0 | (point >> 18));
    buffer[size++] = (byte) (0x80 | ((point >> 12) & 0x3f));
    buffer[size++] = (byte) (0x80 | ((point >> 6) & 0x3f));
    buffer[size++] = (byte) (0x80 | (point & 0x3f));
  }

  private void escape(char c) {
    buffer[size++] = '\\';
    buffer[size++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      buffer[size++] = (byte) Character.forDigit((c >> shift) & 0xf, 16);
    }
  }

  private void drain() throws IOException {
    to.write(buffer, 0, size);
    size = 0;
  }

  @Override
  public void flush() throws IOException {
    drain();
    to.flush();
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
