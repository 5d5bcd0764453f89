package dev.oryadmin.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.testing.FakeHydra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The fake reads and writes durations as Go's own time package did for the same input. */
class FakeDurationsTest {
  private static final Path VECTORS = Path.of("src/test/resources/go/durations.tsv");
  private static final String LIFESPAN = "client_credentials_grant_access_token_lifespan";

  @Test
  void durationsAreStoredOrRefusedAsByGo() throws IOException {
    List<String> lines = Files.readAllLines(VECTORS);
    int refused = 0;
    try (FakeHydra hydra = FakeHydra.start()) {
      RawHttp.send(
          hydra.adminUrl(), "POST", "/admin/clients", Map.of(), "{\"client_id\":\"clock\"}");
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.split("\t", -1);
        RawHttp.Answer answer = setLifespan(hydra, fields[0]);
        if (fields[1].equals("invalid")) {
          assertThat(answer.status()).as(line).isEqualTo(400);
          refused++;
        } else {
          JsonObject client = JsonParser.parseString(answer.body()).getAsJsonObject();
          assertThat(client.get(LIFESPAN).getAsString()).as(line).isEqualTo(fields[2]);
        }
      }
    }
    assertThat(refused).isBetween(400, lines.size() - 400);
  }

  private static RawHttp.Answer setLifespan(FakeHydra hydra, String text) {
    JsonObject lifespans = new JsonObject();
    lifespans.addProperty(LIFESPAN, text);
    return RawHttp.send(
        hydra.adminUrl(), "PUT", "/admin/clients/clock/lifespans", Map.of(), lifespans.toString());
  }
}
