package dev.oryadmin;

import dev.oryadmin.internal.json.OneLine;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Describes failures of the transport in words. */
final class TransportFailure {
  /** The message of calls that end because the client is closed. */
  static final String CLOSED = "cancelled: the ApiClient was closed";

  private static final int LONGEST = 300;
  private static final Pattern QUOTE = Pattern.compile(" ?[:\"]");

  private TransportFailure() {}

  static String describe(IOException failure, Attempt attempt, CallFacts facts, boolean timeout) {
    String what = what(failure, attempt, timeout);
    return facts.status() == null
        ? what
        : "the server answered "
            + facts.status()
            + " and carried out the request, but the connection broke within the answer: "
            + what;
  }

  private static String what(IOException failure, Attempt attempt, boolean timeout) {
    if (timeout) {
      return (attempt.mayHaveBeenSent() ? "no answer" : "no connection")
          + " within "
          + inWords(Duration.ofNanos(attempt.http().timeout().timeoutNanos()));
    }
    if (attempt.isCancelled()) {
      return attempt.call().transport.isClosed() ? CLOSED : "cancelled";
    }
    if (failure instanceof UnknownHostException) {
      return "unknown host " + attempt.call().url.host();
    }
    if (failure instanceof ConnectException || failure instanceof SocketTimeoutException) {
      return "no connection: " + detail(failure);
    }
    if (failure instanceof SSLException) {
      boolean plain = detail(failure).contains("Unsupported or unrecognized SSL message");
      return "TLS failed with "
          + server(attempt.call().url)
          + ": "
          + detail(failure)
          + (plain ? " (the port speaks plain http: use http:// in the URL)" : "");
    }
    return "connection failed: " + detail(failure);
  }

  /**
   * Returns the failure without quoted bytes. If an answer is not HTTP, OkHttp quotes it in its
   * message, and the quote may contain a secret.
   */
  static IOException withoutQuotes(IOException failure) {
    String message = failure.getMessage();
    if (!(failure instanceof ProtocolException) || message == null) {
      return failure;
    }
    Matcher quote = QUOTE.matcher(message);
    if (!quote.find()) {
      return failure;
    }
    IOException cut = new ProtocolException(message.substring(0, quote.start()) + " …");
    cut.setStackTrace(failure.getStackTrace());
    return cut;
  }

  private static String server(HttpUrl url) {
    return url.scheme() + "://" + url.host() + ":" + url.port();
  }

  /** Returns whether the time limit of the attempt was reached. */
  static boolean isTimeout(@Nullable IOException failure) {
    return failure instanceof InterruptedIOException && "timeout".equals(failure.getMessage());
  }

  private static String detail(IOException failure) {
    String message = failure.getMessage();
    if (message == null) {
      return failure.getClass().getSimpleName();
    }
    String line = OneLine.of(message);
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  /** Returns a duration as text, such as "30 s" or "250 ms". */
  static String inWords(Duration duration) {
    return duration.toNanosPart() % 1_000_000_000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
