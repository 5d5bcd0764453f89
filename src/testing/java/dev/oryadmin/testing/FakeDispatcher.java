package dev.oryadmin.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** What happens to each request: gateway, limits and faults first, then the operation. */
final class FakeDispatcher extends Dispatcher {
  /** Go sends longer bodies in chunks. */
  private static final int CHUNKED_ABOVE = 2048;

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final MockWebServer server;
  private final Function<String, Endpoint> endpoints;
  private final Function<ReceivedRequest, @Nullable Answer> gateway;
  private final RateLimits limits;
  private final FaultPlan faults;
  private final Router router;
  private final Clock clock;
  private final Duration latency;
  private final List<ReceivedRequest> requests;

  FakeDispatcher(
      MockWebServer server,
      Function<String, Endpoint> endpoints,
      Function<ReceivedRequest, @Nullable Answer> gateway,
      RateLimits limits,
      FaultPlan faults,
      Router router,
      Clock clock,
      Duration latency,
      List<ReceivedRequest> requests) {
    this.server = server;
    this.endpoints = endpoints;
    this.gateway = gateway;
    this.limits = limits;
    this.faults = faults;
    this.router = router;
    this.clock = clock;
    this.latency = latency;
    this.requests = requests;
  }

  @Override
  public MockResponse dispatch(RecordedRequest recorded) {
    forgetRequests();
    ByteString body = recorded.getBody();
    ReceivedRequest request =
        new ReceivedRequest(
            endpoints.apply(recorded.getTarget()),
            recorded.getMethod(),
            recorded.getTarget(),
            recorded.getHeaders(),
            body == null ? "" : GoText.decode(body.toByteArray()));
    requests.add(request);
    MockResponse.Builder response;
    try {
      response = respond(request);
    } catch (ConnectionLost e) {
      response = new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket());
    } catch (RuntimeException e) {
      // A mistake of the fake, or of a test's own predicate: an answer beats a silent connection.
      response =
          response(request, Answer.of(500, "text/plain", "FakeHydra failed: " + e), Headers.of());
    }
    return response.headersDelay(latency.toNanos(), TimeUnit.NANOSECONDS).build();
  }

  /** Takes requests from the server, which would keep them, and their connections, for ever. */
  private void forgetRequests() {
    try {
      while (server.takeRequest(0, TimeUnit.NANOSECONDS) != null) {
        // one less
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private MockResponse.Builder respond(ReceivedRequest request) {
    Answer refusal = gateway.apply(request);
    if (refusal != null) {
      return response(request, refusal, Headers.of());
    }
    RateLimits.Verdict limit = limits.count(request);
    if (limit.refused()) {
      return response(request, new Answer(429, Headers.of(), ""), limit.headers());
    }
    Fault fault = faults.next(request);
    if (fault == null) {
      return response(request, router.answer(request), limit.headers());
    }
    Answer answer = fault.isProcessed() ? router.answer(request) : Answer.empty(200);
    return switch (fault.kind()) {
      case ANSWER -> response(request, fault.answer(), limit.headers());
      case TRUNCATE ->
          response(request, answer, limit.headers()).onResponseBody(new SocketEffect.CloseSocket());
      case DISCONNECT ->
          response(request, answer, Headers.of()).onResponseStart(new SocketEffect.CloseSocket());
      case SILENCE ->
          response(request, answer, Headers.of()).onResponseStart(SocketEffect.Stall.INSTANCE);
    };
  }

  private MockResponse.Builder response(ReceivedRequest request, Answer answer, Headers more) {
    Headers headers =
        answer
            .headers()
            .newBuilder()
            .addAll(more)
            .set("Date", HTTP_DATE.format(clock.instant()))
            .build();
    MockResponse.Builder response =
        new MockResponse.Builder()
            .status("HTTP/1.1 " + answer.status() + " " + reason(answer.status()))
            .headers(headers);
    String body = answer.body();
    if (body == null) {
      return response;
    }
    Buffer bytes = new Buffer().write(GoText.encode(body));
    if (request.method().equals("HEAD")) {
      return response.setHeader("Content-Length", bytes.size());
    }
    return bytes.size() > CHUNKED_ABOVE
        ? response.chunkedBody(bytes, CHUNKED_ABOVE)
        : response.body(bytes);
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 201 -> "Created";
      case 204 -> "No Content";
      case 301 -> "Moved Permanently";
      case 302 -> "Found";
      case 303 -> "See Other";
      case 307 -> "Temporary Redirect";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      default -> "status code " + status;
    };
  }
}
