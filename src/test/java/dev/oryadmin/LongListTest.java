package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.fake.RecordedExchanges;
import dev.oryadmin.model.OAuth2Client;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list that is longer than the memory. */
class LongListTest {
  private static final int PAGES = 200;

  /** How many clients of an import are not there yet. */
  private static final int CREATIONS = Integer.getInteger("creations", 10_000);

  private static final String MISSING =
      "{\"error\":\"Unable to locate the resource\",\"error_description\":\"\"}";

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

  /**
   * 100,000 lines of real size are imported in 16 MB. For a client that is there one look is
   * enough; for another it takes a look and a creation.
   */
  @Test
  void aHundredThousandLinesAreImportedInSixteenMegabytes() throws Exception {
    String client = RecordedExchanges.read("get-and-not-found").exchanges().get(0).answer().strip();
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx16m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Importer.class.getName(),
                client,
                String.valueOf(CREATIONS))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(output.lines())
          .containsExactly(
              "100000 imported, 100000 to redeploy, "
                  + CREATIONS
                  + " secrets, "
                  + (100_000 + CREATIONS)
                  + " calls");
    } finally {
      process.destroyForcibly();
    }
  }

  /** Imports into a server that lacks some clients. */
  static final class Importer {
    private static final int LINES = 100_000;

    private final OAuth2Client client;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger secrets = new AtomicInteger();
    private final int creations;

    private Importer(OAuth2Client client, int creations) {
      this.client = client;
      this.creations = creations;
    }

    public static void main(String[] arguments) {
      new Importer(OAuth2Client.fromJson(arguments[0]), Integer.parseInt(arguments[1])).run();
    }

    private void run() {
      OkHttpClient http = new OkHttpClient.Builder().addInterceptor(this::answer).build();
      try (ApiClient ory =
          ApiClient.builder().adminUrl("http://127.0.0.1:4445").httpClient(http).build()) {
        ImportReport report =
            new ClientRegistry(ory).importFrom(new Lines(), new CountingStore(), progress -> {});
        System.out.println(
            report.imported().size()
                + " imported, "
                + report.redeploy().size()
                + " to redeploy, "
                + secrets
                + " secrets, "
                + calls
                + " calls");
      }
    }

    /** Answers without a network, which would take ten times as long. */
    private Response answer(Interceptor.Chain chain) throws IOException {
      calls.incrementAndGet();
      Request request = chain.request();
      Response.Builder answer =
          new Response.Builder().request(request).protocol(Protocol.HTTP_1_1).message("");
      RequestBody sent = request.body();
      if (sent != null) {
        Buffer same = new Buffer();
        sent.writeTo(same);
        return answer.code(201).body(ResponseBody.create(same.readByteString(), null)).build();
      }
      String id = request.url().pathSegments().get(request.url().pathSize() - 1);
      return UUID.fromString(id).getLeastSignificantBits() < creations
          ? answer.code(404).body(ResponseBody.create(MISSING, null)).build()
          : answer.code(200).body(ResponseBody.create(line(id), null)).build();
    }

    private String line(String id) {
      return client.toBuilder().clientId(id).unset(OAuth2Client.CLIENT_SECRET).build().toJson();
    }

    /** Counts what it is given, and forgets it. */
    private final class CountingStore implements SecretStore {
      @Override
      public void store(String id, Secret secret) {
        secrets.incrementAndGet();
      }

      @Override
      public Optional<Secret> find(String id) {
        return Optional.empty();
      }
    }

    /** An export that is made while it is read. */
    private final class Lines extends InputStream {
      private final Buffer line = new Buffer();
      private int number;

      private boolean isAtEnd() {
        if (line.exhausted() && number < LINES) {
          line.writeUtf8(line(new UUID(15, number++).toString())).writeByte('\n');
        }
        return line.exhausted();
      }

      @Override
      public int read() throws IOException {
        return isAtEnd() ? -1 : line.readByte() & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        return isAtEnd() ? -1 : line.read(bytes, offset, length);
      }
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
