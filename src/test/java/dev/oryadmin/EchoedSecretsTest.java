package dev.oryadmin;

import static dev.oryadmin.model.OAuth2Client.METADATA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonPrimitive;
import dev.oryadmin.SampleCall.Outcome;
import dev.oryadmin.internal.json.Redaction;
import dev.oryadmin.model.OAuth2Client;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret that the server repeats is shown nowhere, and one in a form is guarded on its way. */
@Untraced
class EchoedSecretsTest {
  private static final String SECRET = UsedSecrets.text("echo<\"&\\>");

  private static OAuth2Client client() {
    return OAuth2Client.builder().clientSecret(SECRET).build();
  }

  private static ApiClient client(ScriptedServer server) {
    return ApiClient.builder().adminUrl(server.url()).publicUrl(server.url()).build();
  }

  @Test
  void secretIsMaskedInTheReasonPhrase() {
    try (ScriptedServer server =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  line.send("HTTP/1.1 418 no " + SECRET + "\r\nContent-Length: 0\r\n\r\n");
                });
        ApiClient ory = client(server)) {
      assertThatThrownBy(() -> ory.clients().create(client()))
          .hasMessage("createOAuth2Client: 418 no ***");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"error\":%s}", "<html>%s</html>", "{\"error\":%s"})
  void secretIsMaskedInJsonInsideAString(String shape) {
    String inner = "{\"client_secret\":" + new JsonPrimitive(SECRET) + ",\"a\":1}";
    String body = shape.formatted(new JsonPrimitive(inner));
    try (ScriptedServer server =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  line.answer(400, body);
                });
        ApiClient ory = client(server)) {
      ApiException e =
          Outcome.of(ory.clients().createCall(client()), false).failure(ApiException.class);
      assertThat(e.body()).doesNotContain("echo").contains("***");
      assertThat(e.getMessage()).doesNotContain("echo");
    }
  }

  @Test
  void secretIsMaskedInThePathOfADecodeException() {
    try (ScriptedServer server =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  line.answer(201, "{\"metadata\":{" + new JsonPrimitive(SECRET) + ":nope}}");
                });
        ApiClient ory = client(server)) {
      DecodeException e =
          Outcome.of(ory.clients().createCall(client()), false).failure(DecodeException.class);
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      assertThat(e.path()).contains("***");
      assertThat(trace.toString()).doesNotContain("echo");
    }
  }

  @Test
  void plainPasswordOfBasicCredentialsIsMasked() {
    try (ScriptedServer server =
            ScriptedServer.start(
                line -> {
                  line.readRequest();
                  line.answer(500, "{\"error\":\"said " + "p+w d" + "\"}");
                });
        ApiClient ory = client(server)) {
      String basic = okhttp3.Credentials.basic("a", "p%2Bw+d");
      ApiException e =
          Outcome.of(ory.clients().getCall("a").header("Authorization", basic), false)
              .failure(ApiException.class);
      assertThat(e.error().name()).isEqualTo("said ***");
    }
  }

  @Test
  void secretOfTheServerIsMaskedInsideAString() {
    String made = "{\"error\":\"got {\\\"client_secret\\\":\\\"x\\\\\\\"y\\\",\\\"b\\\":1}\"}";
    String masked = "{\"error\":\"got {\\\"client_secret\\\":\\\"***\\\",\\\"b\\\":1}\"}";
    assertThat(Redaction.maskJson(made, List.of())).isEqualTo(masked);
    assertThat(Redaction.maskText(made, List.of())).isEqualTo(masked);
    assertThat(Redaction.maskText(made.substring(0, 38), List.of()))
        .isEqualTo("{\"error\":\"got {\\\"client_secret\\\":\\\"***");
  }

  @Test
  void patchMasksSensitiveProperties() {
    Patch<OAuth2Client> patch =
        Patch.of(OAuth2Client.TYPE)
            .add("/metadata/db_password/value", "p-1")
            .add("/metadata/plain", "open");
    assertThat(patch.toString()).doesNotContain("p-1").contains("***", "open");
    assertThat(METADATA.name()).isEqualTo("metadata");
  }

  @Test
  void secretInAFormIsRefusedOverPlainHttp() {
    ApiClient.Builder builder =
        ApiClient.builder().adminUrl("http://127.0.0.1:1").publicUrl("http://hydra.example");
    Transport transport = builder.transport("0");
    ApiRequest<?> request =
        new ApiRequest<>(
            transport,
            Operation.of("oauth2TokenExchange")
                .method("POST")
                .path("/oauth2/token")
                .server(Operation.Server.PUBLIC)
                .retrySafety(Operation.RetrySafety.SAFE),
            ResponseReader.NOTHING,
            null);
    request.form("client_id", "a");
    request.form("client_secret", Secret.of(SECRET));
    assertThatThrownBy(() -> request.call().execute())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("would be sent unencrypted to hydra.example");
    transport.close();
  }
}
