package dev.oryadmin.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.HydraVersion;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The flows of the fake, where no recording shows them. */
class FakeFlowsTest {
  private final FakeHydra hydra = FakeHydra.start();
  private final CodeFlow app = new CodeFlow(hydra);

  @AfterEach
  void close() {
    hydra.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyVersionPlaysTheCodeFlow(HydraVersion version) {
    try (FakeHydra old = FakeHydra.builder().version(version).start()) {
      CodeFlow flow = new CodeFlow(old);
      JsonObject tokens = flow.tokens();
      assertThat(claims(tokens).get("sub").getAsString()).isEqualTo("user-1");
      assertThat(flow.isActive(tokens.get("access_token").getAsString())).isTrue();
      JsonObject fresh =
          JsonParser.parseString(
                  flow.token(
                          Map.of(
                              "grant_type",
                              "refresh_token",
                              "refresh_token",
                              tokens.get("refresh_token").getAsString()))
                      .body())
              .getAsJsonObject();
      assertThat(flow.isActive(fresh.get("access_token").getAsString())).isTrue();
      assertThat(flow.isActive(tokens.get("access_token").getAsString())).isFalse();
    }
  }

  private static JsonObject claims(JsonObject tokens) {
    String[] parts = tokens.get("id_token").getAsString().split("\\.", -1);
    return JsonParser.parseString(
            new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
        .getAsJsonObject();
  }
}
