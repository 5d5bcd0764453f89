package dev.oryadmin.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.Property;
import dev.oryadmin.model.OAuth2Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The schema of client files is the one that the fragment makes. */
class ClientFileSchemaTest {
  @Test
  void itIsCurrent() throws IOException {
    assertThat(Files.readString(ClientFileSchema.SCHEMA))
        .as("run mvn -q -f src/tools compile exec:java@schema")
        .isEqualTo(ClientFileSchema.of(Path.of("openapi/oauth2-clients.yaml")));
  }

  @Test
  void itHasWhatPeopleCanSet() throws IOException {
    JsonObject properties =
        JsonParser.parseString(Files.readString(ClientFileSchema.SCHEMA))
            .getAsJsonObject()
            .getAsJsonObject("definitions")
            .getAsJsonObject("client")
            .getAsJsonObject("properties");
    for (Property<OAuth2Client, ?> property : OAuth2Client.PROPERTIES) {
      assertThat(properties.has(property.name()))
          .as(property.name())
          .isEqualTo(!property.readOnly());
    }
    assertThat(properties.get("client_secret").toString()).contains("env|file");
  }
}
