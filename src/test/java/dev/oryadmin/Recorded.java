package dev.oryadmin;

import dev.oryadmin.fake.RecordedExchanges;
import dev.oryadmin.internal.json.Redaction;
import mockwebserver3.MockResponse;

/** Recorded exchanges, made ready to be played again. */
final class Recorded {
  private Recorded() {}

  /** Returns one exchange of a recording; its secrets must not be logged. */
  static RecordedExchanges.Exchange exchange(String recording, int index) {
    return remembered(RecordedExchanges.read(recording).exchanges().get(index));
  }

  /** Remembers the secrets of an exchange. */
  static RecordedExchanges.Exchange remembered(RecordedExchanges.Exchange exchange) {
    for (String json : new String[] {exchange.body(), exchange.answer()}) {
      for (String secret : Redaction.secretsIn(json)) {
        // Others, such as 72 times the letter x, have another meaning elsewhere.
        if (secret.length() > 12 && secret.chars().distinct().count() > 6) {
          UsedSecrets.used(secret);
        }
      }
    }
    return exchange;
  }

  /** The answer as the server gave it. */
  static MockResponse answer(RecordedExchanges.Exchange exchange) {
    MockResponse.Builder answer = new MockResponse.Builder().code(exchange.status());
    if (!exchange.answer().isEmpty()) {
      answer.body(exchange.answer());
    }
    exchange
        .answerHeaders()
        .forEach(
            (name, value) -> {
              if (!name.equalsIgnoreCase("Content-Length")
                  && !name.equalsIgnoreCase("Transfer-Encoding")) {
                answer.setHeader(name, value);
              }
            });
    return answer.build();
  }
}
