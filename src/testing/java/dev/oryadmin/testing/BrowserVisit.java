package dev.oryadmin.testing;

import java.util.ArrayList;
import java.util.List;

/** One request of a browser, and the cookies that it gets with the answer. Not thread-safe. */
final class BrowserVisit {
  final ReceivedRequest request;
  final Cookies cookies;

  /** The parameters of query and form. */
  final Query parameters;

  private final List<String> newCookies = new ArrayList<>();

  BrowserVisit(ReceivedRequest request) {
    this.request = request;
    this.cookies = new Cookies(request);
    Query query = Query.parse(request.query());
    this.parameters =
        request.method().equals("POST") ? query.with(Query.parse(request.body())) : query;
  }

  void setCookie(String field) {
    newCookies.add(field);
  }

  /** Sends the browser to a page, which only a GET may not cache. */
  Answer redirect(String url) {
    return Answer.redirect(request.method(), 302, "Found", url);
  }

  Answer withCookies(Answer answer) {
    Answer complete = answer;
    for (String cookie : newCookies) {
      complete = complete.adding("Set-Cookie", cookie);
    }
    return complete;
  }
}
