package dev.oryadmin.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.oryadmin.DecodeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no client at all is a DecodeException, whatever it is and however it comes. */
class BadInputTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                      | $                | JSON is empty or truncated at $
          `  `                                    | $                | JSON is empty or truncated at $
          {                                       | $.               | JSON is empty or truncated at $.
          {"client_id                             | $.               | JSON is empty or truncated at $.
          {"client_id":"a",                       | $.client_id      | JSON is empty or truncated at $.client_id
          {"client_id":"a"                        | $.client_id      | JSON is empty or truncated at $.client_id
          {"metadata":{"a":[1,                    | $.metadata.a[1]  | JSON is empty or truncated at $.metadata.a[1]
          do-not-show                             | $                | not JSON at $
          <html><body>do-not-show</body></html>   | $                | not JSON at $
          {'client_id':'do-not-show'}             | $.               | not JSON at $.
          {client_id:"do-not-show"}               | $.               | not JSON at $.
          {"client_id":do-not-show}               | $.client_id      | not JSON at $.client_id
          {"client_id":NaN}                       | $.client_id      | not JSON at $.client_id
          {"metadata":[Infinity]}                 | $.metadata[0]    | not JSON at $.metadata[0]
          {"metadata":01}                         | $.metadata       | not JSON at $.metadata
          {"metadata":+1}                         | $.metadata       | not JSON at $.metadata
          {"metadata":.5}                         | $.metadata       | not JSON at $.metadata
          {"metadata":1.}                         | $.metadata       | not JSON at $.metadata
          {"client_id":"a"/*do-not-show*/}        | $.client_id      | not JSON at $.client_id
          {"client_id":"\\x"}                     | $.client_id      | not JSON at $.client_id
          {"client_id":"\\u00zz"}                 | $.client_id      | not JSON at $.client_id
          {"client_id":"a",}                      | $.client_id      | not JSON at $.client_id
          {"client_id";"a"}                       | $.client_id      | not JSON at $.client_id
          {"client_id":"a"} {}                    | $                | more text after the JSON value
          {"client_id":"a"}x                      | $                | more text after the JSON value
          {}{}                                    | $                | more text after the JSON value
          []                                      | $                | expected an object but was an array
          [{"client_id":"do-not-show"}]           | $                | expected an object but was an array
          "do-not-show"                           | $                | expected an object but was a string
          12345                                   | $                | expected an object but was a number
          true                                    | $                | expected an object but was a boolean
          null                                    | $                | expected an object but was null
          """)
  void errorNamesThePlaceWithoutTheContent(String json, String path, String problem) {
    String text = json.replace("\\\\", "\\");
    DecodeException failure =
        catchThrowableOfType(DecodeException.class, () -> OAuth2Client.fromJson(text));
    assertThat(failure.path()).isEqualTo(path);
    assertThat(failure).hasMessage("OAuth2Client: " + problem).hasNoCause();
    assertThatThrownBy(() -> OAuth2Client.fromJson(new StringReader(text)))
        .hasMessage(failure.getMessage());
    assertThatThrownBy(() -> OAuth2Client.fromJson(new ByteArrayInputStream(text.getBytes(UTF_8))))
        .hasMessage(failure.getMessage());
  }

  @Test
  void treeThatIsNotAnObjectIsRefused() {
    for (JsonElement tree : new JsonElement[] {new JsonArray(), new JsonPrimitive("do-not-show")}) {
      assertThatThrownBy(() -> OAuth2Client.fromJson(tree))
          .isInstanceOf(DecodeException.class)
          .hasMessageStartingWith("OAuth2Client $: expected an object but was a");
    }
    JsonObject endless = new JsonObject();
    endless.add("metadata", new JsonPrimitive(Double.NaN));
    assertThatThrownBy(() -> OAuth2Client.fromJson(endless)).isInstanceOf(DecodeException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_001, 100_000})
  void nestingIsLimited(int depth) {
    String json = "{\"metadata\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
    for (String text : new String[] {json, json.replace("metadata", "unknown"), "[" + json + "]"}) {
      DecodeException failure =
          catchThrowableOfType(DecodeException.class, () -> OAuth2Client.fromJson(text));
      assertThat(failure.getMessage()).hasSizeLessThan(500).doesNotContain("\n");
    }
    assertThatThrownBy(() -> OAuth2Client.fromJson(json))
        .hasMessageContaining("JSON nests deeper than 1000 at $.metadata[0]");
    JsonElement tree = new JsonArray();
    for (int i = 1; i < depth; i++) {
      JsonArray outer = new JsonArray();
      outer.add(tree);
      tree = outer;
    }
    JsonElement deep = tree;
    JsonObject client = new JsonObject();
    client.add("metadata", deep);
    assertThatThrownBy(() -> OAuth2Client.fromJson(client)).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> OAuth2Client.builder().metadata(deep))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("OAuth2Client.metadata: JSON nests too deeply");
  }

  @Test
  void nestingUpToTheLimitIsKept() {
    String json = "{\"metadata\":" + "[".repeat(999) + "]".repeat(999) + "}";
    OAuth2Client client = OAuth2Client.fromJson(json);
    assertThat(client.toJson()).isEqualTo(json);
    assertThat(client).isEqualTo(OAuth2Client.fromJson(json)).hasSameHashCodeAs(client);
    assertThat(client.toString()).contains("[[[[");
    JsonElement allowed = TestTrees.parse("[".repeat(200) + "]".repeat(200));
    for (int i = 0; i < 790; i++) {
      JsonArray outer = new JsonArray();
      outer.add(allowed);
      allowed = outer;
    }
    OAuth2Client set = OAuth2Client.builder().metadata(allowed).build();
    assertThat(OAuth2Client.fromJson(set.toJson())).isEqualTo(set);
  }

  @Test
  void aHugeStringIsRefusedInBoundedMemory() {
    long before = allocated();
    InputStream endless = new EndlessText("{\"client_name\":\"", 100_000_000);
    assertThatThrownBy(() -> OAuth2Client.fromJson(endless))
        .isInstanceOf(DecodeException.class)
        .hasMessage("OAuth2Client: longer than the limit of 67108864");
    assertThat(allocated() - before).isLessThan(400_000_000);
  }

  @Test
  void hugeDocumentOfTheWrongTypeIsNotRead() {
    EndlessText array = new EndlessText("[", 100_000_000);
    assertThatThrownBy(() -> OAuth2Client.fromJson(array))
        .hasMessage("OAuth2Client: expected an object but was an array");
    assertThat(array.read).isLessThan(100_000);
  }

  @Test
  void stringWithinTheLimitIsKept() {
    String name = "a".repeat(20_000_000);
    OAuth2Client client = OAuth2Client.fromJson("{\"client_name\":\"" + name + "\"}");
    assertThat(client.clientName()).isEqualTo(name);
  }

  @Test
  void failingSourceIsNotADecodeException() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("disk on fire");
          }

          @Override
          public int read(byte[] to, int offset, int length) throws IOException {
            return read();
          }
        };
    assertThatThrownBy(() -> OAuth2Client.fromJson(broken))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("disk on fire");
    assertThatThrownBy(() -> OAuth2Client.fromJson(Reader.nullReader()))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void longPathsAreCutInMessages() {
    String longest = "n".repeat(198);
    assertThat(pathOfAnError(longest)).isEqualTo("$." + longest);
    assertThat(pathOfAnError(longest + "n")).isEqualTo("$." + longest + "…");
  }

  private static String pathOfAnError(String name) {
    String json = "{\"" + name + "\":wrong}";
    return catchThrowableOfType(DecodeException.class, () -> OAuth2Client.fromJson(json)).path();
  }

  @Test
  void aStreamMayGiveOneByteAfterTheOther() {
    String json = "{\"client_name\":\"Zürich 東京 \ud83d\ude00\"}";
    InputStream slow =
        new ByteArrayInputStream(json.getBytes(UTF_8)) {
          @Override
          public int read(byte[] to, int offset, int length) {
            return super.read(to, offset, Math.min(length, 1));
          }
        };
    assertThat(OAuth2Client.fromJson(slow).toJson()).isEqualTo(json);
  }

  @Test
  void byteOrderMarkIsSkipped() {
    assertThat(OAuth2Client.fromJson("\ufeff{\"client_id\":\"a\"}").clientId()).isEqualTo("a");
    byte[] bytes = "\ufeff{\"client_id\":\"a\"}".getBytes(UTF_8);
    assertThat(OAuth2Client.fromJson(new ByteArrayInputStream(bytes)).clientId()).isEqualTo("a");
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean)
            java.lang.management.ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  /** A beginning, and then the letter a for ever, nearly. */
  private static final class EndlessText extends InputStream {
    private final byte[] start;
    private final long size;
    private long read;

    EndlessText(String start, long size) {
      this.start = start.getBytes(UTF_8);
      this.size = size;
    }

    @Override
    public int read() {
      if (read == size) {
        return -1;
      }
      int at = (int) read++;
      return at < start.length ? start[at] : 'a';
    }

    @Override
    public int read(byte[] to, int offset, int length) {
      int count = (int) Math.min(length, size - read);
      Arrays.fill(to, offset, offset + count, (byte) 'a');
      for (int at = (int) read; at < Math.min(start.length, read + count); at++) {
        to[offset + at] = start[at];
      }
      read += count;
      return count == 0 ? -1 : count;
    }
  }
}
