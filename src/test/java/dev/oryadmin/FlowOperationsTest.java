package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.oryadmin.Operation.RetrySafety;
import dev.oryadmin.model.AcceptOAuth2ConsentRequest;
import dev.oryadmin.model.AcceptOAuth2LoginRequest;
import dev.oryadmin.model.RejectOAuth2Request;
import dev.oryadmin.tools.FinishedOperations;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One call of each operation on flows: what it allows, and what it sends. */
class FlowOperationsTest {
  private static final String REQUESTS = "/admin/oauth2/auth/requests/";
  private static final String SESSIONS = "/admin/oauth2/auth/sessions/";

  @AutoClose private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  /**
   * A call.
   *
   * @param sent method and path, with the query
   */
  private record Sample(
      String operation, RetrySafety safety, String sent, Function<ApiClient, ApiCall<?>> prepare) {
    @Override
    public String toString() {
      return operation;
    }
  }

  private static Sample safe(String operation, String sent, Function<ApiClient, ApiCall<?>> call) {
    return new Sample(operation, RetrySafety.SAFE, sent, call);
  }

  private static Sample again(String operation, String sent, Function<ApiClient, ApiCall<?>> call) {
    return new Sample(operation, RetrySafety.IDEMPOTENT, sent, call);
  }

  static List<Sample> samples() {
    AcceptOAuth2LoginRequest login = AcceptOAuth2LoginRequest.builder().subject("s").build();
    AcceptOAuth2ConsentRequest consent = AcceptOAuth2ConsentRequest.builder().build();
    RejectOAuth2Request no = RejectOAuth2Request.builder().error("access_denied").build();
    return List.of(
        safe(
            "getOAuth2LoginRequest",
            "GET " + REQUESTS + "login?login_challenge=c",
            ory -> ory.login().getCall("c")),
        again(
            "acceptOAuth2LoginRequest",
            "PUT " + REQUESTS + "login/accept?login_challenge=c",
            ory -> ory.login().acceptCall("c", login)),
        again(
            "rejectOAuth2LoginRequest",
            "PUT " + REQUESTS + "login/reject?login_challenge=c",
            ory -> ory.login().rejectCall("c", no)),
        safe(
            "getOAuth2ConsentRequest",
            "GET " + REQUESTS + "consent?consent_challenge=c",
            ory -> ory.consent().getCall("c")),
        again(
            "acceptOAuth2ConsentRequest",
            "PUT " + REQUESTS + "consent/accept?consent_challenge=c",
            ory -> ory.consent().acceptCall("c", consent)),
        again(
            "rejectOAuth2ConsentRequest",
            "PUT " + REQUESTS + "consent/reject?consent_challenge=c",
            ory -> ory.consent().rejectCall("c", no)),
        safe(
            "getOAuth2LogoutRequest",
            "GET " + REQUESTS + "logout?logout_challenge=c",
            ory -> ory.logout().getCall("c")),
        again(
            "acceptOAuth2LogoutRequest",
            "PUT " + REQUESTS + "logout/accept?logout_challenge=c",
            ory -> ory.logout().acceptCall("c")),
        again(
            "rejectOAuth2LogoutRequest",
            "PUT " + REQUESTS + "logout/reject?logout_challenge=c",
            ory -> ory.logout().rejectCall("c")),
        again(
            "acceptUserCodeRequest",
            "PUT " + REQUESTS + "device/accept?device_challenge=c",
            ory -> ory.device().acceptCall("c", "CODE")),
        safe(
            "listOAuth2ConsentSessions",
            "GET " + SESSIONS + "consent?subject=s&page_size=500",
            ory -> ory.sessions().listConsentsCall("s")),
        again(
            "revokeOAuth2ConsentSessions",
            "DELETE " + SESSIONS + "consent?subject=s&client=a",
            ory -> ory.sessions().revokeConsentsCall("s", "a")),
        again(
            "revokeOAuth2LoginSessions",
            "DELETE " + SESSIONS + "login?subject=s",
            ory -> ory.sessions().revokeLoginsCall("s")),
        safe(
            "introspectOAuth2Token",
            "POST /admin/oauth2/introspect",
            ory -> ory.tokens().introspectCall(Secret.of("t"))),
        again(
            "deleteOAuth2Token",
            "DELETE /admin/oauth2/tokens?client_id=a",
            ory -> ory.tokens().deleteAccessTokensCall("a")));
  }

  private ApiClient ory(TestTime time) {
    return ApiClient.builder().adminUrl(server.url("/").toString()).time(time).build();
  }

  private void always(int status) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return Answers.status(status);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("samples")
  void eachIsSentAsTheFragmentSays(Sample sample) throws Exception {
    always(404);
    try (ApiClient ory = ory(new TestTime())) {
      ApiCall<?> call = sample.prepare().apply(ory);
      assertThat(call.request.operation().id()).isEqualTo(sample.operation());
      assertThat(call.request.operation().retrySafety()).isEqualTo(sample.safety());
      NotFoundException e = catchThrowableOfType(NotFoundException.class, call::execute);
      assertThat(e.operation()).isEqualTo(sample.operation());
      assertThat(e.attempts()).isEqualTo(1);
    }
    assertThat(server.takeRequest().getRequestLine()).isEqualTo(sample.sent() + " HTTP/1.1");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void eachIsRepeatedAfterABadGateway(Sample sample) {
    always(502);
    try (ApiClient ory = ory(new TestTime())) {
      ServerException e =
          catchThrowableOfType(
              ServerException.class, () -> sample.prepare().apply(ory).executeWithResponse());
      assertThat(e.attempts()).isEqualTo(4);
    }
  }

  @Test
  void noOperationIsForgotten() throws IOException {
    List<String> ofTheFragment =
        FinishedOperations.ids().stream()
            .filter(operation -> !operation.contains("Client")) // SampleCall has those
            .toList();
    assertThat(samples())
        .extracting(Sample::operation)
        .containsExactlyInAnyOrderElementsOf(ofTheFragment);
  }
}
