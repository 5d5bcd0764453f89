package dev.oryadmin.fake;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.tools.ClientFieldTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fake that is built with new properties in the fragment knows them, whatever their type. */
class FakeFieldsTest {
  private static final String NEW_PROPERTIES =
      """
              invented_text: {type: string}
              invented_word: {allOf: [{$ref: '#/components/schemas/subjectType'}]}
              invented_flag: {type: boolean}
              invented_choice: {type: boolean, nullable: true}
              invented_texts: {type: array, items: {type: string}}
              invented_words: {type: array, items: {$ref: '#/components/schemas/grantType'}}
              invented_number: {type: integer, format: int64}
              invented_fraction: {type: number}
              invented_object: {type: object, additionalProperties: {type: string}}
              invented_keys: {allOf: [{$ref: '#/components/schemas/jsonWebKeySet'}]}
              invented_objects: {type: array, items: {$ref: '#/components/schemas/jsonWebKey'}}
              invented_anything: {nullable: true}
              invented_time: {type: string, format: date-time}
              invented_grant_id_token_lifespan: {type: string, format: go-duration, nullable: true}
      """;
  private static final String VALUES =
      """
      {"invented_text": "a", "invented_word": "pairwise", "invented_flag": true,
       "invented_choice": true, "invented_texts": ["a", "b"], "invented_words": ["implicit"],
       "invented_number": 7, "invented_fraction": 1.50, "invented_object": {"a": "b"},
       "invented_keys": {"keys": []}, "invented_objects": [{"kty": "oct"}],
       "invented_anything": [1, {"a": null}], "invented_time": "2026-11-26T04:00:00Z",
       "invented_grant_id_token_lifespan": "1h0m0s"}
      """;
  private static final String EMPTY_VALUES =
      """
      {"invented_text": "", "invented_flag": false, "invented_choice": false,
       "invented_texts": [], "invented_words": [], "invented_number": 0, "invented_object": {},
       "invented_objects": []}
      """;

  @TempDir Path folder = Path.of("");
  private @Nullable AutoCloseable hydra;
  private String url = "";

  @BeforeEach
  void start() throws Exception {
    String fragment = Files.readString(Path.of("openapi/oauth2-clients.yaml"));
    String start = "      properties:\n        client_id:\n          type: string\n";
    assertThat(fragment).containsOnlyOnce(start);
    Path changed = folder.resolve("fragment.yaml");
    Files.writeString(
        changed,
        fragment.replace(
            start, "      properties:\n" + NEW_PROPERTIES + start.replaceFirst(".*\n", "")));
    Path table = folder.resolve("client-fields.tsv");
    ClientFieldTable.main(new String[] {changed.toString(), table.toString()});
    Class<?> fake = new Rebuilt(table).loadClass(FakeHydra.class.getName());
    hydra = (AutoCloseable) requireNonNull(fake.getMethod("start").invoke(null));
    url = (String) requireNonNull(fake.getMethod("adminUrl").invoke(hydra));
  }

  @AfterEach
  void stop() throws Exception {
    if (hydra != null) {
      hydra.close();
    }
  }

  @Test
  void theyAreStoredAndShown() {
    JsonObject values = json(VALUES);
    JsonObject created = send("POST", "/admin/clients", VALUES);
    assertShows(created, values);
    assertShows(send("GET", path(created), ""), values);
    JsonElement list =
        JsonParser.parseString(RawHttp.send(url, "GET", "/admin/clients", Map.of(), "").body());
    assertShows(list.getAsJsonArray().get(0).getAsJsonObject(), values);
  }

  @Test
  void emptyValuesAreShownAsTheyWereSent() {
    JsonObject created = send("POST", "/admin/clients", EMPTY_VALUES);
    assertShows(send("GET", path(created), ""), json(EMPTY_VALUES));
  }

  @Test
  void whatNobodySentIsNotShown() {
    JsonObject read = send("GET", path(send("POST", "/admin/clients", "{}")), "");
    assertThat(read.keySet().stream().filter(name -> name.startsWith("invented")))
        .containsExactly("invented_grant_id_token_lifespan"); // null, like all lifespans
  }

  @Test
  void aReplaceAndAPatchChangeThem() {
    JsonObject created = send("POST", "/admin/clients", EMPTY_VALUES);
    send("PUT", path(created), VALUES);
    assertShows(send("GET", path(created), ""), json(VALUES));
    send(
        "PATCH",
        path(created),
        """
        [{"op": "replace", "path": "/invented_text", "value": "c"},
         {"op": "add", "path": "/invented_texts/-", "value": "c"},
         {"op": "remove", "path": "/invented_flag"},
         {"op": "add", "path": "/invented_object/c", "value": "d"}]
        """);
    JsonObject patched = send("GET", path(created), "");
    assertThat(patched.get("invented_text").getAsString()).isEqualTo("c");
    assertThat(patched.get("invented_texts")).hasToString("[\"a\",\"b\",\"c\"]");
    assertThat(patched.has("invented_flag")).isFalse();
    assertThat(patched.get("invented_object")).hasToString("{\"a\":\"b\",\"c\":\"d\"}");
  }

  @Test
  void aLifespanIsSetWithTheOthers() {
    String path = path(send("POST", "/admin/clients", "{}"));
    send("PUT", path + "/lifespans", "{\"invented_grant_id_token_lifespan\":\"30m\"}");
    assertThat(send("GET", path, "").get("invented_grant_id_token_lifespan").getAsString())
        .isEqualTo("30m0s");
  }

  @Test
  void aValueOfTheWrongTypeIsRefused() {
    for (String body :
        new String[] {
          "{\"invented_text\":1}",
          "{\"invented_flag\":\"\"}",
          "{\"invented_texts\":[1]}",
          "{\"invented_number\":\"1\"}",
          "{\"invented_grant_id_token_lifespan\":\"soon\"}"
        }) {
      assertThat(RawHttp.send(url, "POST", "/admin/clients", Map.of(), body).status())
          .as(body)
          .isEqualTo(400);
    }
  }

  private JsonObject send(String method, String path, String body) {
    RawHttp.RawAnswer answer = RawHttp.send(url, method, path, Map.of(), body);
    assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
    return json(answer.body());
  }

  private static String path(JsonObject client) {
    return "/admin/clients/" + client.get("client_id").getAsString();
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private static void assertShows(JsonObject client, JsonObject values) {
    values
        .entrySet()
        .forEach(
            value ->
                assertThat(client.get(value.getKey()))
                    .as(value.getKey())
                    .hasToString(value.getValue().toString()));
  }

  /** Loads the test kit anew, with another table of properties. */
  private static final class Rebuilt extends ClassLoader {
    private final Path table;

    Rebuilt(Path table) {
      super(FakeHydra.class.getClassLoader());
      this.table = table;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(FakeHydra.class.getPackageName())) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file)) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    @Override
    public @Nullable URL getResource(String name) {
      try {
        return name.endsWith("/client-fields.tsv")
            ? table.toUri().toURL()
            : super.getResource(name);
      } catch (MalformedURLException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
