package dev.oryadmin.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import dev.oryadmin.OryTypeAdapterFactory;
import dev.oryadmin.internal.json.GsonText;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Models are written byte for byte as by Gson's own writer. */
class WrittenBytesTest {
  private static final Gson GSON =
      new GsonBuilder().registerTypeAdapterFactory(OryTypeAdapterFactory.withSecrets()).create();

  private static final TypeAdapter<OAuth2Client> CLIENTS = GSON.getAdapter(OAuth2Client.class);

  /** Fails unless each way of writing a client gives what Gson's writer gives. */
  static void check(OAuth2Client client) {
    byte[] expected = GsonText.utf8(CLIENTS.toJson(client));
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    client.toJson(written);
    assertThat(written.toByteArray()).isEqualTo(expected);
    assertThat(client.toJson()).isEqualTo(new String(expected, UTF_8));
  }

  @Test
  void everyRecordedObjectIsWrittenAsGsonWritesIt() {
    List<String> recorded =
        Stream.of(RecordedJson.requests(), RecordedJson.answers()).flatMap(List::stream).toList();
    assertThat(recorded).hasSizeGreaterThan(1_000);
    recorded.forEach(json -> check(OAuth2Client.fromJson(json)));
  }

  @Test
  void arbitraryObjectsAreWrittenAsGsonWritesThem() {
    for (int seed = 0; seed < 3_000; seed++) {
      String json = new ArbitraryJson(seed, OAuth2Client.TYPE).object().toString();
      check(OAuth2Client.fromJson(json));
    }
  }

  @Test
  void halfASurrogatePairIsEscapedWhereverItStands() {
    for (String half :
        List.of("\ud83d", "\ude00", "a\ud83d", "\ude00\ud83d", "\ud83d\ud83d\ude00")) {
      String escaped = new String(GsonText.utf8(half), UTF_8);
      OAuth2Client client =
          OAuth2Client.builder()
              .clientName(half)
              .redirectUris(half, half)
              .metadata(TestTrees.parse("{\"" + escaped + "\":[\"" + escaped + "\"]}"))
              .build();
      check(client);
      assertThat(client.toJson()).contains("\"client_name\":\"" + escaped + "\"");
      assertThat(OAuth2Client.fromJson(client.toJson())).isEqualTo(client);
    }
  }
}
