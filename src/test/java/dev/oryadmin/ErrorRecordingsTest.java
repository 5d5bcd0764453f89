package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.oryadmin.fake.RecordedExchanges;
import dev.oryadmin.fake.RecordedExchanges.Exchange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every error that a real server was seen to answer to one of the operations. */
class ErrorRecordingsTest {
  private static final MockWebServer SERVER = new MockWebServer();

  @BeforeAll
  static void start() throws Exception {
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  /** An error, and the operation that it was answered to. */
  private record Case(String name, SampleCall call, Exchange exchange) {}

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String name : RecordedExchanges.names()) {
      List<Exchange> exchanges = RecordedExchanges.read(name).exchanges();
      for (int i = 0; i < exchanges.size(); i++) {
        Exchange exchange = exchanges.get(i);
        SampleCall call = call(exchange);
        if (call != null && exchange.status() >= 300) {
          cases.add(new Case(name + " " + i + ": " + call, call, Recorded.remembered(exchange)));
        }
      }
    }
    return cases;
  }

  /** Which operation a request was; null if it was none. */
  private static @Nullable SampleCall call(Exchange exchange) {
    String path = exchange.path().replaceFirst("\\?.*", "");
    String template =
        (exchange.admin() ? "admin " : "public ")
            + exchange.method()
            + " "
            + path.replaceFirst("^(/admin/clients|/oauth2/register)/[^/]+", "$1/{id}");
    return switch (template) {
      case "admin POST /admin/clients" -> SampleCall.CREATE;
      case "admin GET /admin/clients" -> SampleCall.LIST;
      case "admin GET /admin/clients/{id}" -> SampleCall.GET;
      case "admin PUT /admin/clients/{id}" -> SampleCall.REPLACE;
      case "admin PATCH /admin/clients/{id}" -> SampleCall.PATCH;
      case "admin DELETE /admin/clients/{id}" -> SampleCall.DELETE;
      case "admin PUT /admin/clients/{id}/lifespans" -> SampleCall.SET_LIFESPANS;
      case "admin POST /admin/clients/{id}/secrets/rotate" -> SampleCall.ROTATE_SECRET;
      case "admin DELETE /admin/clients/{id}/secrets/rotate" -> SampleCall.DELETE_ROTATED_SECRETS;
      case "public POST /oauth2/register" -> SampleCall.REGISTER;
      case "public GET /oauth2/register/{id}" -> SampleCall.GET_REGISTERED;
      case "public PUT /oauth2/register/{id}" -> SampleCall.REPLACE_REGISTERED;
      case "public DELETE /oauth2/register/{id}" -> SampleCall.DELETE_REGISTERED;
      default -> null;
    };
  }

  private static Class<? extends ApiException> expected(int status) {
    return switch (status) {
      case 400 -> BadRequestException.class;
      case 401 -> UnauthorizedException.class;
      case 403 -> ForbiddenException.class;
      case 404 -> NotFoundException.class;
      case 409 -> ConflictException.class;
      case 500 -> ServerException.class;
      default -> ApiException.class;
    };
  }

  @TestFactory
  Stream<DynamicTest> recordedErrorsBecomeTheirExceptions() {
    return cases().stream()
        .map(error -> DynamicTest.dynamicTest(error.name, () -> check(error.call, error.exchange)));
  }

  private static void check(SampleCall call, Exchange exchange) {
    SERVER.enqueue(Recorded.answer(exchange));
    String url = SERVER.url("/").toString();
    try (ApiClient ory =
        ApiClient.builder().adminUrl(url).publicUrl(url).time(new TestTime()).build()) {
      ApiException e = catchThrowableOfType(ApiException.class, () -> call.make(ory, false));
      assertThat(e).isExactlyInstanceOf(expected(exchange.status()));
      assertThat(e.status()).isEqualTo(exchange.status());
      assertThat(e.attempts()).as("none of them is worth a retry").isEqualTo(1);
      JsonObject body = object(exchange.answer());
      if (body != null && body.get("error").isJsonPrimitive()) {
        assertThat(e.error().name()).isEqualTo(body.get("error").getAsString());
        assertThat(e.error().description()).isEqualTo(description(body));
        assertThat(e)
            .hasMessageStartingWith(
                e.operation() + ": " + exchange.status() + " " + e.error().name());
      } else if (body != null) {
        assertThat(e.error().name())
            .isEqualTo(body.getAsJsonObject("error").get("message").getAsString());
      } else {
        assertThat(e.error()).isEqualTo(new ApiError(null, null));
        assertThat(e.body()).isEqualTo(exchange.answer());
      }
      assertThat(e.getMessage()).doesNotContain("\n", "\r");
    }
  }

  private static String description(JsonObject body) {
    return body.get("error_description").getAsString().strip();
  }

  private static @Nullable JsonObject object(String answer) {
    try {
      return JsonParser.parseString(answer) instanceof JsonObject object ? object : null;
    } catch (JsonParseException e) {
      return null;
    }
  }

  @Test
  void everyOperationHasARecordedError() {
    Set<SampleCall> seen = EnumSet.noneOf(SampleCall.class);
    cases().forEach(error -> seen.add(error.call));
    assertThat(seen).containsExactlyInAnyOrder(SampleCall.values());
    assertThat(cases()).hasSizeGreaterThan(300);
  }
}
