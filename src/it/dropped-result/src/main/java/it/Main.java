package it;

import dev.oryadmin.ApiCall;
import dev.oryadmin.ApiClient;
import dev.oryadmin.RetryPolicy;
import dev.oryadmin.model.OAuth2Client;
import java.time.Duration;

/** Believes that the methods of a prepared call change it: they return a changed copy. */
final class Main {
  static OAuth2Client read(ApiClient ory, String id) {
    ApiCall<OAuth2Client> call = ory.clients().getCall(id);
    call.timeout(Duration.ofSeconds(1));
    return call.execute();
  }

  static RetryPolicy policy() {
    RetryPolicy policy = RetryPolicy.standard();
    policy.jitter(0.5);
    return policy;
  }

  private Main() {}
}
