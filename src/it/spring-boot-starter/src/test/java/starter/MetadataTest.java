package starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** IDEs complete and explain each property. */
class MetadataTest {
  @Test
  void eachPropertyIsExplained() throws Exception {
    try (InputStream metadata =
        getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
      List<Map<String, Object>> properties = JsonPath.read(metadata, "$.properties");
      assertThat(properties)
          .allSatisfy(property -> assertThat((String) property.get("description")).endsWith("."))
          .extracting(property -> property.get("name"))
          .containsExactlyInAnyOrder(
              "ory.hydra.enabled",
              "ory.hydra.admin-url",
              "ory.hydra.public-url",
              "ory.hydra.project-url",
              "ory.hydra.bearer-token",
              "ory.hydra.timeout",
              "ory.hydra.deadline",
              "ory.hydra.retry",
              "ory.hydra.max-response-size",
              "ory.hydra.allow-insecure-http",
              "ory.hydra.headers",
              "management.health.hydra.enabled");
    }
  }
}
