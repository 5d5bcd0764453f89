package dev.oryadmin.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.stream.JsonWriter;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is written is, byte for byte, what Gson's writer gives. */
class JsonBytesTest {
  /** Where the first segment of a buffer ends. */
  private static final int SEGMENT = 8_192;

  private static final List<String> TEXTS =
      List.of(
          "",
          "plain",
          "\"\\/\b\f\n\r\t\u0000\u001f",
          " !#[]~\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff",
          "<&>'=\u2027\u2028\u2029\u202a",
          "\ud83d\ude00\ud800\udc00\udbff\udfff",
          "\ud83d",
          "\ude00",
          "\ude00\ud83d",
          "\ud83d\ud83d\ude00\ude00",
          "\ud83dx\ude00\u2028",
          "Zürich – 東京");

  @Test
  void everyCharacterIsWrittenAsGsonWritesIt() throws IOException {
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      String text = "a" + (char) c + "b";
      check(out -> out.string(text));
    }
  }

  @Test
  void everyKindOfTokenIsWrittenAsGsonWritesIt() throws IOException {
    check(
        out -> {
          out.beginArray();
          out.beginObject();
          out.endObject();
          out.beginArray();
          out.endArray();
          out.beginObject();
          for (String text : TEXTS) {
            out.name(text);
            out.string(text);
            out.name(JsonName.of(text + 1));
            out.number("-1.50e+7");
          }
          out.name("a");
          out.bool(true);
          out.name(JsonName.of("b"));
          out.bool(false);
          out.name("c");
          out.nullValue();
          out.name("d");
          out.beginArray();
          out.nullValue();
          out.number(12L);
          out.number("0");
          out.bool(true);
          out.string("x");
          out.beginArray();
          out.endArray();
          out.beginObject();
          out.endObject();
          out.endArray();
          out.endObject();
          out.endArray();
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14})
  void textAcrossTheEndOfASegmentIsWritten(int left) throws IOException {
    String before = "x".repeat(SEGMENT - 5 - left);
    for (String text : TEXTS) {
      check(out -> array(out, before, text, text));
      check(out -> out.string(before + text + text));
      check(
          out -> {
            out.beginObject();
            out.name(before);
            out.beginObject();
            out.name(JsonName.of(text));
            out.nullValue();
            out.name(text);
            out.number("1.0");
            out.endObject();
            out.name("z");
            out.bool(true);
            out.endObject();
          });
    }
    check(out -> array(out, before, "", "", "", "", "", ""));
    check(out -> nested(out, before));
    check(
        out -> {
          out.beginArray();
          out.string(before);
          out.bool(false);
          out.beginArray();
          out.endArray();
          out.number("1234567890");
          out.endArray();
        });
  }

  private static void array(JsonOutput out, String... texts) throws IOException {
    out.beginArray();
    for (String text : texts) {
      out.string(text);
    }
    out.endArray();
  }

  private static void nested(JsonOutput out, String before) throws IOException {
    out.beginArray();
    out.string(before);
    for (int i = 0; i < 20; i++) {
      out.beginArray();
    }
    for (int i = 0; i <= 20; i++) {
      out.endArray();
    }
  }

  @Test
  void textLongerThanManySegmentsIsWritten() throws IOException {
    String ascii = "x".repeat(100_000);
    String wide = "ü–😀\ud83d\"".repeat(20_000);
    check(out -> array(out, ascii, wide, ascii));
    check(out -> out.number("1" + "0".repeat(50_000)));
    check(
        out -> {
          out.beginObject();
          out.name(JsonName.of(ascii));
          out.nullValue();
          out.name(JsonName.of(wide));
          out.nullValue();
          out.endObject();
        });
  }

  @Test
  void randomTokensAreWrittenAsGsonWritesThem() throws IOException {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      List<Tokens> tokens = new ArrayList<>();
      value(random, 4, tokens);
      check(
          out -> {
            for (Tokens token : tokens) {
              token.writeTo(out);
            }
          });
    }
  }

  private static void value(Random random, int depth, List<Tokens> to) {
    String text = text(random);
    switch (random.nextInt(depth == 0 ? 4 : 8)) {
      case 0 -> to.add(JsonOutput::nullValue);
      case 1 -> to.add(out -> out.bool(text.isEmpty()));
      case 2 -> to.add(out -> out.number(text.length() + ".0"));
      case 3 -> to.add(out -> out.string(text));
      case 4, 5 -> {
        to.add(JsonOutput::beginArray);
        for (int i = random.nextInt(6); i > 0; i--) {
          value(random, depth - 1, to);
        }
        to.add(JsonOutput::endArray);
      }
      default -> {
        to.add(JsonOutput::beginObject);
        for (int i = random.nextInt(6); i > 0; i--) {
          String name = i + text(random);
          JsonName encoded = JsonName.of(name);
          to.add(random.nextBoolean() ? out -> out.name(name) : out -> out.name(encoded));
          value(random, depth - 1, to);
        }
        to.add(JsonOutput::endObject);
      }
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(TEXTS.get(random.nextInt(TEXTS.size())));
      if (random.nextInt(40) == 0) {
        text.append("y".repeat(random.nextInt(SEGMENT)));
      }
    }
    return text.toString();
  }

  @Test
  void namesOfOneByteForEachCharacterAreKnown() {
    assertThat(JsonName.of("client_name\n").ascii).isTrue();
    assertThat(JsonName.of("Zürich").ascii).isFalse();
    assertThat(JsonName.of("a\ud83d\ude00").ascii).isFalse();
  }

  @Test
  void memoryGoesBackToThePool() throws IOException {
    assertThat(
            allocated(
                () -> {
                  JsonBytes out = new JsonBytes();
                  out.string("text");
                  assertThat(out.toText()).hasSize(6);
                }))
        .isLessThan(SEGMENT);
    assertThat(
            allocated(
                () -> {
                  JsonBytes out = new JsonBytes();
                  out.string("bytes");
                  assertThat(out.toByteString().size()).isEqualTo(7);
                }))
        .isLessThan(SEGMENT);
    assertThat(
            allocated(
                () -> {
                  JsonBytes out = new JsonBytes(OutputStream.nullOutputStream());
                  out.string("stream");
                  out.flush();
                }))
        .isLessThan(SEGMENT);
  }

  private interface Work {
    void run() throws IOException;
  }

  /** Returns how many bytes this thread allocates each time, once the pool is filled. */
  private static long allocated(Work work) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = 0;
    for (int i = 0; i < 200; i++) {
      if (i == 100) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      work.run();
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / 100;
  }

  @Test
  void streamIsFlushedAndLeftOpen() throws IOException {
    List<String> calls = new ArrayList<>();
    OutputStream stream =
        new ByteArrayOutputStream() {
          @Override
          public void flush() {
            calls.add("flush " + size());
          }

          @Override
          public void close() {
            calls.add("close");
          }
        };
    JsonBytes out = new JsonBytes(stream);
    out.string("abc");
    out.flush();
    assertThat(calls).containsExactly("flush 5");
  }

  @Test
  void streamGetsALongTextInPieces() throws IOException {
    int[] longest = {0};
    OutputStream stream =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new AssertionError("byte by byte");
          }

          @Override
          public void write(byte[] from, int offset, int length) {
            longest[0] = Math.max(longest[0], length);
          }
        };
    JsonBytes out = new JsonBytes(stream);
    out.string("x".repeat(1_000_000));
    out.flush();
    assertThat(longest[0]).isBetween(1, SEGMENT);
  }

  @Test
  void failureOfTheStreamIsPassedOn() {
    JsonBytes out =
        new JsonBytes(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("full");
              }
            });
    assertThatThrownBy(() -> out.string("x".repeat(10_000)))
        .isInstanceOf(IOException.class)
        .hasMessage("full");
  }

  private interface Tokens {
    void writeTo(JsonOutput out) throws IOException;
  }

  private static void check(Tokens tokens) throws IOException {
    StringWriter text = new StringWriter();
    tokens.writeTo(new GsonOutput(new JsonWriter(text)));
    byte[] expected = GsonText.utf8(text.toString());

    JsonBytes string = new JsonBytes();
    tokens.writeTo(string);
    assertThat(string.size()).isEqualTo(expected.length);
    same(string.toText().getBytes(UTF_8), expected);
    JsonBytes bytes = new JsonBytes();
    tokens.writeTo(bytes);
    same(bytes.toByteArray(), expected);
    JsonBytes call = new JsonBytes();
    tokens.writeTo(call);
    same(call.toByteString().toByteArray(), expected);
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    JsonBytes stream = new JsonBytes(sink);
    tokens.writeTo(stream);
    stream.flush();
    same(sink.toByteArray(), expected);
  }

  /** Tells where the difference is, not all of two long texts. */
  private static void same(byte[] written, byte[] expected) {
    int at = Arrays.mismatch(written, expected);
    if (at >= 0) {
      assertThat(around(written, at)).isEqualTo(around(expected, at));
    }
  }

  private static String around(byte[] json, int at) {
    int from = Math.max(0, at - 20);
    return from + ": " + new String(json, from, Math.min(40, json.length - from), UTF_8);
  }
}
