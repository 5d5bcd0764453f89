package dev.oryadmin.testing;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okio.Buffer;
import okio.ByteString;

/** What one of the two ports does with a request. */
final class FakeDispatcher extends Dispatcher {
  /** Go sends longer bodies in chunks. */
  private static final int CHUNKED_ABOVE = 2048;

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Endpoint endpoint;
  private final Router router;
  private final Clock clock;
  private final List<ReceivedRequest> requests;

  FakeDispatcher(Endpoint endpoint, Router router, Clock clock, List<ReceivedRequest> requests) {
    this.endpoint = endpoint;
    this.router = router;
    this.clock = clock;
    this.requests = requests;
  }

  @Override
  public MockResponse dispatch(RecordedRequest recorded) {
    ByteString body = recorded.getBody();
    ReceivedRequest request =
        new ReceivedRequest(
            endpoint,
            recorded.getMethod(),
            recorded.getTarget(),
            recorded.getHeaders(),
            body == null ? "" : body.utf8());
    requests.add(request);
    return response(request, router.answer(request));
  }

  private MockResponse response(ReceivedRequest request, Answer answer) {
    Headers headers =
        answer.headers().newBuilder().set("Date", HTTP_DATE.format(clock.instant())).build();
    MockResponse.Builder response =
        new MockResponse.Builder()
            .status("HTTP/1.1 " + answer.status() + " " + reason(answer.status()))
            .headers(headers);
    String body = answer.body();
    if (body == null) {
      return response.build();
    }
    if (request.method().equals("HEAD")) {
      return response.setHeader("Content-Length", ByteString.encodeUtf8(body).size()).build();
    }
    return new Buffer().writeUtf8(body).size() > CHUNKED_ABOVE
        ? response.chunkedBody(body, CHUNKED_ABOVE).build()
        : response.body(body).build();
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 201 -> "Created";
      case 204 -> "No Content";
      case 307 -> "Temporary Redirect";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 409 -> "Conflict";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      default -> "status code " + status;
    };
  }
}
