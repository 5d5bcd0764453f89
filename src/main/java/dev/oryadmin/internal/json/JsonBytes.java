package dev.oryadmin.internal.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Writes compact JSON in UTF-8, byte for byte as Gson's writer does.
 *
 * <p>It escapes quotes, backslashes, control characters, U+2028 and U+2029 (which end a line in
 * JavaScript), and halves of surrogate pairs (which UTF-8 can't hold).
 *
 * <p>Bytes go directly into a segment of okio's pool, so no memory of the size of the text is
 * allocated. Each text is read only once: characters that need no escape are copied on the way.
 */
public final class JsonBytes extends JsonOutput {
  /** The most bytes that one character takes: an escape. */
  private static final int LONGEST = 6;

  /** The bytes to write for each character. */
  private static final byte[][] ESCAPES = escapes();

  /** Whether a character is written unchanged. */
  private static final boolean[] PLAIN = plain();

  private static final byte[] NULL = "null".getBytes(US_ASCII);
  private static final byte[] TRUE = "true".getBytes(US_ASCII);
  private static final byte[] FALSE = "false".getBytes(US_ASCII);

  private final Buffer buffer = new Buffer();
  private final Buffer.UnsafeCursor segment = new Buffer.UnsafeCursor();
  private final @Nullable OutputStream to;

  // The free part of the segment.
  private byte[] bytes = {};
  private int at;
  private int end;

  /** The positions of the first and after the last character that takes more than one byte. */
  private int wideFrom = Integer.MAX_VALUE;

  private int wideTo;

  /** Whether a comma has to precede the next value or name. */
  private boolean comma;

  private static byte[][] escapes() {
    byte[][] escapes = new byte[0x80][];
    for (int c = 0; c < escapes.length; c++) {
      escapes[c] = c < ' ' ? unicode((char) c) : new byte[] {(byte) c};
    }
    String named = "\"\\\t\b\n\r\f";
    String letters = "\"\\tbnrf";
    for (int i = 0; i < named.length(); i++) {
      escapes[named.charAt(i)] = new byte[] {'\\', (byte) letters.charAt(i)};
    }
    return escapes;
  }

  private static byte[] unicode(char c) {
    byte[] escape = {'\\', 'u', 0, 0, 0, 0};
    for (int i = 0; i < 4; i++) {
      escape[2 + i] = (byte) Character.forDigit((c >> (12 - 4 * i)) & 0xf, 16);
    }
    return escape;
  }

  private static boolean[] plain() {
    boolean[] plain = new boolean[ESCAPES.length];
    for (int c = 0; c < plain.length; c++) {
      plain[c] = ESCAPES[c].length == 1;
    }
    return plain;
  }

  /** Keeps everything that is written, for {@link #toByteString()}. */
  public JsonBytes() {
    this(null);
  }

  /**
   * Writes to a stream.
   *
   * @param to gets everything by {@link #flush()}; is not closed
   */
  public JsonBytes(@Nullable OutputStream to) {
    this.to = to;
    buffer.readAndWriteUnsafe(segment);
    expand();
  }

  @Override
  public void beginObject() throws IOException {
    begin('{');
  }

  @Override
  public void endObject() throws IOException {
    end('}');
  }

  @Override
  public void beginArray() throws IOException {
    begin('[');
  }

  @Override
  public void endArray() throws IOException {
    end(']');
  }

  private void begin(char bracket) throws IOException {
    room(2);
    separate();
    bytes[at++] = (byte) bracket;
    comma = false;
  }

  private void end(char bracket) throws IOException {
    room(1);
    bytes[at++] = (byte) bracket;
    comma = true;
  }

  @Override
  public void name(String name) throws IOException {
    string(name);
    room(1);
    bytes[at++] = ':';
    comma = false;
  }

  @Override
  public void name(JsonName name) throws IOException {
    if (!name.ascii) {
      name(name.toString()); // that method records wide characters
      return;
    }
    copy(name.bytes, comma ? 0 : 1);
    comma = false;
  }

  @Override
  public void string(String text) throws IOException {
    room(2);
    separate();
    bytes[at++] = '"';
    text(text);
    room(1);
    bytes[at++] = '"';
    comma = true;
  }

  @Override
  public void number(String text) throws IOException {
    room(1);
    separate();
    text(text);
    comma = true;
  }

  @Override
  public void bool(boolean value) throws IOException {
    literal(value ? TRUE : FALSE);
  }

  @Override
  public void nullValue() throws IOException {
    literal(NULL);
  }

  private void literal(byte[] word) throws IOException {
    room(1);
    separate();
    copy(word, 0);
    comma = true;
  }

  /** Writes the comma, if one is needed, where there is room already. */
  private void separate() {
    if (comma) {
      bytes[at++] = ',';
    }
  }

  private void copy(byte[] from, int start) throws IOException {
    int next = start;
    while (end - at < from.length - next) {
      int part = end - at;
      System.arraycopy(from, next, bytes, at, part);
      at += part;
      next += part;
      room(1);
    }
    System.arraycopy(from, next, bytes, at, from.length - next);
    at += from.length - next;
  }

  private void text(String text) throws IOException {
    int next = plain(text, 0);
    while (next < text.length()) {
      room(LONGEST);
      next = plain(text, other(text, next));
    }
  }

  /**
   * Copies text up to the first character that needs an escape or several bytes, or that has no
   * room.
   */
  private int plain(String text, int from) {
    byte[] to = bytes;
    int offset = at - from;
    int last = Math.min(text.length(), end - offset);
    int next = from;
    while (next < last) {
      char c = text.charAt(next);
      if (c >= 0x80 || !PLAIN[c]) {
        break;
      }
      to[offset + next] = (byte) c;
      next++;
    }
    at = offset + next;
    return next;
  }

  /** Writes a character of any kind, and returns the position after it. */
  private int other(String text, int from) throws IOException {
    int next = from;
    char c = text.charAt(next);
    if (c < 0x80) {
      copy(ESCAPES[c], 0);
      return next + 1;
    }
    wideFrom = Math.min(wideFrom, size());
    if (c < 0x800) {
      bytes[at++] = (byte) (0xc0 | (c >> 6));
      last(c);
    } else if (Character.isHighSurrogate(c)
        && next + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(next + 1))) {
      int point = Character.toCodePoint(c, text.charAt(next + 1));
      bytes[at++] = (byte) (0xf0 | (point >> 18));
      bytes[at++] = (byte) (0x80 | ((point >> 12) & 0x3f));
      bytes[at++] = (byte) (0x80 | ((point >> 6) & 0x3f));
      last(point);
      next++;
    } else if (Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
      copy(unicode(c), 0);
    } else {
      bytes[at++] = (byte) (0xe0 | (c >> 12));
      bytes[at++] = (byte) (0x80 | ((c >> 6) & 0x3f));
      last(c);
    }
    wideTo = size();
    return next + 1;
  }

  private void last(int point) {
    bytes[at++] = (byte) (0x80 | (point & 0x3f));
  }

  private void room(int count) throws IOException {
    if (end - at < count) {
      if (to == null) {
        segment.resizeBuffer(size());
        expand();
      } else {
        to.write(bytes, segment.start, at - segment.start);
        at = segment.start;
      }
    }
  }

  /** Continues in the rest of the last segment, or in a new one. */
  private void expand() {
    segment.expandBuffer(LONGEST);
    bytes = segment.data;
    at = segment.start;
    end = segment.end;
  }

  /** Returns the number of bytes. */
  int size() {
    return (int) segment.offset + at - segment.start;
  }

  /** Returns what has been written. Nothing can be written after that. */
  public ByteString toByteString() {
    return close().readByteString();
  }

  /** Returns what has been written. Nothing can be written after that. */
  public byte[] toByteArray() {
    return close().readByteArray();
  }

  /** Returns what has been written, as text. Nothing can be written after that. */
  public String toText() {
    int size = size();
    if (segment.offset > 0) {
      return decode(toByteArray(), 0, size);
    }
    String text = decode(bytes, segment.start, size);
    close().clear(); // back to the pool
    return text;
  }

  /** Decodes only the part between the wide characters: the JDK is slow with a mixed text. */
  private String decode(byte[] from, int start, int size) {
    if (wideTo == 0) {
      return new String(from, start, size, ISO_8859_1);
    }
    return new String(from, start, wideFrom, ISO_8859_1)
        .concat(new String(from, start + wideFrom, wideTo - wideFrom, UTF_8))
        .concat(new String(from, start + wideTo, size - wideTo, ISO_8859_1));
  }

  private Buffer close() {
    segment.resizeBuffer(size());
    segment.close();
    return buffer;
  }

  /** Passes the rest to the stream and flushes it. Nothing can be written after that. */
  public void flush() throws IOException {
    if (to != null) {
      to.write(bytes, segment.start, at - segment.start);
      to.flush();
      segment.close();
      buffer.clear(); // back to the pool
    }
  }
}
