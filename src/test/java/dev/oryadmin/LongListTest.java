package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.fake.RecordedExchanges;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list that is longer than the memory. */
class LongListTest {
  private static final int PAGES = 200;

  /** 100,000 clients of real size are read by a JVM that has 16 MB for its objects. */
  @ParameterizedTest
  @ValueSource(strings = {"list", "export", "sweep"})
  void aHundredThousandClientsNeedSixteenMegabytes(String what) throws Exception {
    String client = RecordedExchanges.read("get-and-not-found").exchanges().get(0).answer().strip();
    byte[] page =
        ("[" + String.join(",", Collections.nCopies(500, client)) + "]")
            .getBytes(StandardCharsets.UTF_8);
    try (MockWebServer server = new MockWebServer()) {
      server.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              String token = request.getUrl().queryParameter("page_token");
              int next = token == null ? 1 : Integer.parseInt(token) + 1;
              MockResponse.Builder answer =
                  new MockResponse.Builder().body(new Buffer().write(page));
              if (next < PAGES) {
                answer.setHeader("Link", "</c?page_token=" + next + ">; rel=\"next\"");
              }
              return answer.build();
            }
          });
      server.start();
      Process process =
          new ProcessBuilder(
                  System.getProperty("java.home") + "/bin/java",
                  "-Xmx16m",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Reader.class.getName(),
                  server.url("/").toString(),
                  what)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output.strip()).isEqualTo("100000");
      } finally {
        process.destroyForcibly();
      }
      assertThat(server.getRequestCount()).isEqualTo(PAGES);
    }
  }

  /** Counts what is listed. */
  static final class Reader {
    private Reader() {}

    public static void main(String[] arguments) {
      try (ApiClient ory = ApiClient.builder().adminUrl(arguments[0]).build()) {
        ClientRegistry registry = new ClientRegistry(ory);
        OutputStream file = OutputStream.nullOutputStream();
        System.out.println(
            switch (arguments[1]) {
              case "export" -> registry.export(file).clients();
              case "sweep" ->
                  registry.sweep(Sweep.matching(client -> true).withoutEvidence(), file);
              default ->
                  ory.clients().list().stream()
                      .filter(client -> !client.clientId().isEmpty())
                      .count();
            });
      }
    }
  }
}
