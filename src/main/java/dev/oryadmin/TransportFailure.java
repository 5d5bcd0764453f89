package dev.oryadmin;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** What went wrong on the way, in words. */
final class TransportFailure {
  private TransportFailure() {}

  static String describe(IOException failure, CallFacts facts) {
    String what = what(failure);
    return facts.status() == null
        ? what
        : "the server answered " + facts.status() + ", but its body broke off: " + what;
  }

  private static String what(IOException failure) {
    if (failure instanceof InterruptedIOException) {
      return "no answer in time";
    }
    if ("Canceled".equals(failure.getMessage())) {
      return "cancelled";
    }
    if (failure instanceof UnknownHostException) {
      return "unknown host " + detail(failure);
    }
    if (failure instanceof ConnectException) {
      return "no connection: " + detail(failure);
    }
    if (failure instanceof SSLException) {
      boolean plain = detail(failure).contains("Unsupported or unrecognized SSL message");
      return "TLS failed: "
          + detail(failure)
          + (plain ? " (the port speaks plain http: use http:// in the URL)" : "");
    }
    return "connection failed: " + detail(failure);
  }

  private static String detail(IOException failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.replaceAll("\\p{Cntrl}+", " ");
  }
}
