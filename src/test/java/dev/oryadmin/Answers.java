package dev.oryadmin;

import mockwebserver3.MockResponse;

/** Answers of a mocked server. */
final class Answers {
  static final String MISSING =
      "{\"error\":\"Unable to locate the resource\",\"error_description\":\"\"}";

  private Answers() {}

  static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .setHeader("Content-Type", "application/json; charset=utf-8")
        .body(body)
        .build();
  }

  static MockResponse status(int status) {
    return new MockResponse.Builder().code(status).build();
  }

  static MockResponse client() {
    return json(200, SampleCall.CLIENT);
  }

  /** "No such client". */
  static MockResponse missing() {
    return json(404, MISSING);
  }

  /** How each operation succeeds. */
  static MockResponse success(SampleCall call) {
    return call.status() == 204 ? status(204) : json(call.status(), call.body());
  }
}
