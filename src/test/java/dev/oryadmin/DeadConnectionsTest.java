package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.ScriptedServer.Script;
import dev.oryadmin.model.OAuth2Client;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that starts anew leaves a pool full of dead connections behind. */
class DeadConnectionsTest {
  /** More than a call is tried. */
  private static final int CONNECTIONS = 6;

  private final CountDownLatch all = new CountDownLatch(CONNECTIONS);
  private final CountDownLatch restart = new CountDownLatch(1);
  private final CountDownLatch restarted = new CountDownLatch(CONNECTIONS);

  @ParameterizedTest
  @CsvSource({"get, ours", "create, ours", "get, given", "create, given"})
  void deadConnectionsDoNotUseUpTheRetries(String method, String http) throws Exception {
    List<Script> scripts = new ArrayList<>(Collections.nCopies(CONNECTIONS, this::beforeRestart));
    scripts.add(
        line -> {
          line.readRequest();
          line.answer(200, SampleCall.CLIENT);
        });
    try (ScriptedServer server = ScriptedServer.start(scripts.toArray(Script[]::new));
        ApiClient ory = client(server, http)) {
      List<CompletableFuture<OAuth2Client>> calls = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        calls.add(ory.clients().getCall("a").executeAsync());
      }
      for (CompletableFuture<OAuth2Client> call : calls) {
        call.get(10, TimeUnit.SECONDS);
      }
      restart.countDown();
      assertThat(restarted.await(10, TimeUnit.SECONDS)).isTrue();

      ApiCall<OAuth2Client> call =
          method.equals("get")
              ? ory.clients().getCall("a")
              : ory.clients().createCall(OAuth2Client.builder().build());
      assertThat(call.executeWithResponse().attempts()).isEqualTo(2);
    }
  }

  private static ApiClient client(ScriptedServer server, String http) {
    ApiClient.Builder client = ApiClient.builder().adminUrl(server.url()).time(new TestTime());
    return http.equals("given") ? client.httpClient(manyAtOnce()).build() : client.build();
  }

  private static OkHttpClient manyAtOnce() {
    OkHttpClient client = new OkHttpClient();
    client.dispatcher().setMaxRequestsPerHost(CONNECTIONS);
    return client;
  }

  private void beforeRestart(ScriptedServer.Line line) throws IOException {
    line.readRequest();
    all.countDown();
    line.await(all);
    line.answer(200, SampleCall.CLIENT);
    line.await(restart);
    line.close();
    restarted.countDown();
  }
}
