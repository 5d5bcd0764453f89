package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import mockwebserver3.MockWebServer;
import okhttp3.Headers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that applications set, and options of calls. */
class HeadersTest {
  @AutoClose private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  private ApiClient.Builder builder() {
    String url = server.url("/").toString();
    return ApiClient.builder().adminUrl(url).publicUrl(url).time(new TestTime());
  }

  private Headers sent(SampleCall call, ApiClient.Builder builder) throws Exception {
    server.enqueue(Answers.success(call));
    try (ApiClient ory = builder.build()) {
      call.make(ory, false);
    }
    return server.takeRequest().getHeaders();
  }

  @ParameterizedTest
  @EnumSource
  void headersOfTheClientAreSentWithEachCall(SampleCall call) throws Exception {
    Headers headers =
        sent(call, builder().header("X-Forwarded-Proto", "https").header("X-Trace", "1"));
    assertThat(headers.values("X-Forwarded-Proto")).containsExactly("https");
    assertThat(headers.values("X-Trace")).containsExactly("1");
    assertThat(headers.values("Accept")).containsExactly("application/json");
    assertThat(headers.values("User-Agent")).hasSize(1);
  }

  @Test
  void headersOfTheCallReplaceThoseOfTheClient() throws Exception {
    server.enqueue(Answers.client());
    try (ApiClient ory = builder().header("X-Trace", "client").build()) {
      ory.clients().getCall("a").header("x-trace", "1").header("X-TRACE", "2").execute();
      assertThat(server.takeRequest().getHeaders().values("X-Trace")).containsExactly("2");
      server.enqueue(Answers.client());
      ory.clients().get("a");
      assertThat(server.takeRequest().getHeaders().values("X-Trace")).containsExactly("client");
    }
  }

  @Test
  void userAgentCanBeReplaced() throws Exception {
    assertThat(sent(SampleCall.GET, builder().header("user-agent", "mine/1")).values("User-Agent"))
        .containsExactly("mine/1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "a b", "a:b", "a\nb", "a\r\nX", "ä", "a(", "\u0000", "a\"", "{x}", "a/b", "a@b"
      })
  void invalidHeaderNamesAreRefused(String name) {
    assertThatThrownBy(() -> builder().header(name, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("\n", "\r", "\u0000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\r\nX-Admin: yes", "\r", "ä", "\u0000", "\u007F", "a\u2028b"})
  void invalidHeaderValuesAreRefusedAndNotShown(String value) {
    assertThatThrownBy(() -> builder().header("X-Key", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("value of header X-Key has a character not allowed at index [01]");
    try (ApiClient ory = builder().build()) {
      assertThatThrownBy(() -> ory.clients().getCall("a").header("X-Key", value))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void tabsBlanksAndEmptyValuesAreAllowed() throws Exception {
    Headers headers = sent(SampleCall.GET, builder().header("X-A", "a\tb c~").header("X-B", ""));
    assertThat(headers.get("X-A")).isEqualTo("a\tb c~");
    assertThat(headers.get("X-B")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept",
        "accept",
        "Accept-Encoding",
        "Content-Encoding",
        "Content-Length",
        "CONTENT-TYPE",
        "Expect",
        "Range",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade"
      })
  void headersThatTheSdkSetsItselfAreRefused(String name) {
    assertThatThrownBy(() -> builder().header(name, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(name + " can't be set: the SDK sets it, since it says how the message is read");
  }

  @Test
  void settingAnOptionReturnsACopy() throws Exception {
    try (ApiClient ory = builder().build()) {
      ApiCall<?> call = ory.clients().getCall("a");
      ApiCall<?> changed =
          call.header("X-Trace", "1")
              .query("x", "y")
              .timeout(Duration.ofSeconds(1))
              .deadline(Duration.ofSeconds(2))
              .retry(RetryPolicy.none());
      server.enqueue(Answers.client());
      call.executeWithResponse();
      assertThat(server.takeRequest().getHeaders().get("X-Trace")).isNull();
      assertThat(call.options).isEqualTo(CallOptions.STANDARD);
      assertThat(call.url.query()).isNull();
      assertThat(changed.options.timeout()).isEqualTo(Duration.ofSeconds(1));
      assertThat(changed.options.deadline()).isEqualTo(Duration.ofSeconds(2));
    }
  }

  @Test
  void timeLimitsThatAreNotPositiveAreRefused() {
    try (ApiClient ory = builder().build()) {
      for (Duration duration : new Duration[] {Duration.ZERO, Duration.ofNanos(-1)}) {
        assertThatThrownBy(() -> ory.clients().getCall("a").timeout(duration))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("timeout is not positive: " + duration);
        assertThatThrownBy(() -> builder().deadline(duration))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("deadline is not positive: " + duration);
      }
    }
  }

  @Test
  void hugeTimeLimitsAreAccepted() throws Exception {
    Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
    assertThat(sent(SampleCall.GET, builder().timeout(forever).deadline(forever))).isNotEmpty();
    server.enqueue(Answers.client());
    try (ApiClient ory = builder().deadline(forever).build()) {
      assertThat(ory.clients().getCall("a").executeAsync().join().clientId()).isEqualTo("a");
    }
  }
}
