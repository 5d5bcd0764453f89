package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.oryadmin.testing.FakeHydra;
import javax.net.ServerSocketFactory;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

/** What a message adds where the server's own words don't say what is wrong. */
class HintTest {
  private static final String ROUTE =
      "{\"error\":{\"code\":404,\"message\":\"Not Found\",\"reason\":\"The requested route does not"
          + " exist.\"}}";

  private static <E extends Exception> E failure(
      Class<E> type, ApiClient.Builder builder, SampleCall call) {
    try (ApiClient ory = builder.retry(RetryPolicy.none()).build()) {
      return catchThrowableOfType(type, () -> call.make(ory, false));
    }
  }

  private static String message(int status, String body, SampleCall call, String path)
      throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(Answers.json(status, body));
      String url = server.url(path).toString();
      ApiException e =
          failure(ApiException.class, ApiClient.builder().adminUrl(url).publicUrl(url), call);
      return String.valueOf(e.getMessage()).replace(":" + server.getPort(), ":PORT");
    }
  }

  @Test
  void hintNamesSwappedUrls() {
    try (FakeHydra hydra = FakeHydra.start()) {
      ApiClient.Builder swapped =
          ApiClient.builder().adminUrl(hydra.publicUrl()).publicUrl(hydra.adminUrl());
      assertThat(failure(NotFoundException.class, swapped, SampleCall.GET))
          .hasMessageContaining(
              "check that adminUrl, " + hydra.publicUrl() + ", is the admin server");
      assertThat(failure(NotFoundException.class, swapped, SampleCall.REGISTER))
          .hasMessageContaining(
              "check that publicUrl, " + hydra.adminUrl() + ", is the public server");
    }
  }

  @Test
  void hintNamesAPathThatTheSdkAddsItself() throws Exception {
    assertThat(message(404, ROUTE, SampleCall.LIST, "/hydra/admin"))
        .endsWith(
            "(no such route: leave the path out of the base URL http://localhost:PORT/hydra/admin)");
    assertThat(message(404, ROUTE, SampleCall.GET, "/admin"))
        .contains("leave the path out of the base URL http://localhost:PORT/admin");
    assertThat(message(404, ROUTE, SampleCall.REGISTER, "/oauth2/register/"))
        .contains("leave the path out of the base URL http://localhost:PORT/oauth2/register");
  }

  @Test
  void hintNamesAnOlderServer() throws Exception {
    assertThat(message(404, "404 page not found", SampleCall.ROTATE_SECRET, "/hydra"))
        .contains("adminUrl, http://localhost:PORT/hydra, is the admin server")
        .contains("too old for this operation");
    assertThat(message(405, "Method Not Allowed", SampleCall.PATCH, "/"))
        .contains("too old for this operation");
  }

  @Test
  void missingClientGetsNoHint() throws Exception {
    assertThat(message(404, Answers.MISSING, SampleCall.GET, "/"))
        .isEqualTo("getOAuth2Client: 404 Unable to locate the resource");
  }

  @Test
  void disabledRegistrationIsReportedByTheServerItself() {
    try (FakeHydra hydra = FakeHydra.builder().dynamicRegistration(false).start()) {
      assertThat(
              failure(
                  NotFoundException.class,
                  ApiClient.builder().publicUrl(hydra.publicUrl()),
                  SampleCall.REGISTER))
          .hasMessageEndingWith("Dynamic registration is not enabled.");
    }
  }

  @Test
  void hintForPlainHttpToATlsPort() {
    try (ScriptedServer server =
        ScriptedServer.start(
            line -> {
              line.readRequest();
              line.send(
                  "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n");
              line.close();
            })) {
      assertThat(
              failure(
                  BadRequestException.class,
                  ApiClient.builder().adminUrl(server.url()),
                  SampleCall.GET))
          .hasMessageEndingWith("(the server speaks TLS on this port: use https:// in the URL)");
    }
  }

  @Test
  void hintForTlsToAPlainPort() {
    try (ScriptedServer server =
        ScriptedServer.start(
            line -> {
              line.send("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n400 Bad Request");
              line.close();
            })) {
      TransportException e =
          failure(
              TransportException.class,
              ApiClient.builder().adminUrl("https://127.0.0.1:" + server.port()),
              SampleCall.CREATE);
      assertThat(e)
          .hasMessageContaining("TLS failed with https://127.0.0.1:" + server.port())
          .hasMessageEndingWith("(the port speaks plain http: use http:// in the URL)");
      assertThat(e.mayHaveBeenSent()).isFalse();
    }
  }

  /** It could speak anything, or have no certificate: no guess is made. */
  @Test
  void noHintForTlsToAPortThatHangsUp() {
    try (ScriptedServer server = ScriptedServer.start(line -> line.close())) {
      assertThat(
              failure(
                  TransportException.class,
                  ApiClient.builder().adminUrl("https://127.0.0.1:" + server.port()),
                  SampleCall.CREATE))
          .hasMessageEndingWith(": Remote host terminated the handshake");
    }
  }

  @Test
  void hintForAMissingForwardedProto() throws Exception {
    String opaque = "{\"error\":\"error\",\"error_description\":\"The error is unrecognizable\"}";
    assertThat(message(502, opaque, SampleCall.GET, "/"))
        .endsWith("set the header X-Forwarded-Proto to https)");
  }

  @Test
  void hintForARefusedPatch() throws Exception {
    String opaque = "{\"error\":\"error\",\"error_description\":\"The error is unrecognizable\"}";
    assertThat(message(500, opaque, SampleCall.PATCH, "/"))
        .endsWith("(Hydra answers 500 to any patch that it can't apply; nothing was changed)");
    assertThat(message(500, opaque, SampleCall.REPLACE, "/")).doesNotContain("patch");
  }

  @Test
  void unknownHostIsNamed() {
    TransportException e =
        failure(
            TransportException.class,
            ApiClient.builder().adminUrl("http://no-such-host.invalid"),
            SampleCall.CREATE);
    assertThat(e).hasMessage("createOAuth2Client: unknown host no-such-host.invalid");
    assertThat(e.mayHaveBeenSent()).isFalse();
  }

  @Test
  void untrustedCertificateIsNamed() throws Exception {
    HandshakeCertificates server =
        new HandshakeCertificates.Builder()
            .heldCertificate(new HeldCertificate.Builder().commonName("localhost").build())
            .build();
    ServerSocketFactory sockets = server.sslContext().getServerSocketFactory();
    try (ScriptedServer scripted = ScriptedServer.start(sockets, line -> line.readRequest())) {
      TransportException e;
      try (ApiClient ory =
          ApiClient.builder()
              .adminUrl("https://localhost:" + scripted.port())
              .time(new TestTime())
              .build()) {
        e = catchThrowableOfType(TransportException.class, () -> ory.clients().get("a"));
      }
      assertThat(e).hasMessageContaining("TLS failed with https://localhost:");
      assertThat(e.mayHaveBeenSent()).isFalse();
      assertThat(e.attempts()).as("it will not be trusted later either").isEqualTo(1);
    }
  }
}
