package dev.oryadmin.internal.json;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import okio.Buffer;

/**
 * Decodes UTF-8 directly into the caller's buffer, up to a limit.
 *
 * <p>Under Gson it costs half as much as an {@link java.io.InputStreamReader}. Malformed bytes
 * become U+FFFD. A failure of the source is reported separately from bad content: see {@link
 * SourceException}.
 */
public final class Utf8Reader extends Reader {
  private static final int STEP = 256;
  private static final int NONE = -1;

  private final ReadableByteChannel source;
  private final long limit;

  /**
   * A buffer whose segments come from okio's pool, and return there when everything has been read.
   */
  private final Buffer pooled = new Buffer();

  private final ByteBuffer bytes;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  private long count;
  private boolean ended;
  private int second = NONE;

  /** Reads a source up to the given number of bytes. */
  public Utf8Reader(ReadableByteChannel source, long limit) {
    this.source = source;
    this.limit = limit;
    try (Buffer.UnsafeCursor segment = pooled.readAndWriteUnsafe(new Buffer.UnsafeCursor())) {
      segment.expandBuffer(1); // provides one whole segment
      this.bytes =
          ByteBuffer.wrap(segment.data, segment.start, segment.end - segment.start).slice();
    }
    bytes.limit(0);
  }

  @Override
  public int read(char[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (length == 1 || second != NONE) {
      return readOne(to, offset);
    }
    CharBuffer chars = CharBuffer.wrap(to, offset, length);
    while (true) {
      decode(chars, offset + length);
      int decoded = chars.position() - offset;
      if (decoded > 0) {
        return decoded;
      }
      if (ended) {
        pooled.clear(); // the bytes are not used any more
        return -1;
      }
      fill();
    }
  }

  /**
   * Decodes in small steps: the JDK is fast with a step that is all ASCII, and slow with others.
   */
  private void decode(CharBuffer to, int end) {
    do {
      to.limit(Math.min(to.position() + STEP, end));
    } while (decoder.decode(bytes, to, ended).isOverflow() && to.limit() < end);
  }

  /**
   * Reads one character: without room for two, a decoder can't decode a character that takes two.
   */
  private int readOne(char[] to, int offset) throws IOException {
    if (second != NONE) {
      to[offset] = (char) second;
      second = NONE;
      return 1;
    }
    char[] two = new char[2];
    int read = read(two, 0, 2);
    to[offset] = two[0];
    second = read == 2 ? two[1] : NONE;
    return Math.min(read, 1);
  }

  private void fill() throws IOException {
    bytes.compact();
    int read;
    try {
      read = source.read(bytes);
    } catch (IOException e) {
      throw new SourceException(e);
    }
    bytes.flip();
    ended = read < 0;
    count += Math.max(read, 0);
    if (count > limit) {
      throw new TooLargeException(limit);
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
