package dev.oryadmin.examples;

import dev.oryadmin.Property;
import dev.oryadmin.model.OAuth2Client;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Prints what is called, what that sends, and what comes back. Secrets print masked. */
final class Narration implements Interceptor {
  private final PrintStream out;
  private int step;

  Narration(PrintStream out) {
    this.out = out;
  }

  /** Says which server it is. */
  void server(String line) {
    out.println(line);
  }

  /** Starts a step: what it is for, and the call as one writes it. */
  void step(String purpose, String call) {
    step++;
    out.printf("%n%2d  %s%n    %s%n", step, purpose, call);
  }

  /** Tells the properties of a client that matter here. */
  @SafeVarargs
  final void show(OAuth2Client client, Property<OAuth2Client, ?>... properties) {
    StringBuilder line = new StringBuilder();
    for (Property<OAuth2Client, ?> property : properties) {
      line.append(line.isEmpty() ? "" : ", ").append(property.name()).append(": ");
      line.append(client.get(property));
    }
    say(line.toString());
  }

  /** Tells something else of the step. */
  void say(String line) {
    out.println("    " + line);
  }

  /** Tells of each exchange with the server, of repetitions too. */
  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    String target = request.method() + " " + target(request.url());
    long start = System.nanoTime();
    try {
      Response response = chain.proceed(request);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      say(target + " -> " + response.code() + " in " + millis + " ms");
      return response;
    } catch (IOException e) {
      say(target + " -> " + e);
      throw e;
    }
  }

  private static String target(HttpUrl url) {
    String query = url.query();
    return url.encodedPath()
        + (query == null ? "" : "?" + query.replaceAll("(page_token=.{6})[^&]*", "$1..."));
  }
}
