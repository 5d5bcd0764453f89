package dev.oryadmin.spring;

import dev.oryadmin.ApiCall;
import dev.oryadmin.ApiClient;
import dev.oryadmin.OryException;
import dev.oryadmin.RateLimitedException;
import dev.oryadmin.RetryPolicy;
import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Asks for a list of one client, once and for five seconds at most: then the server is up, has its
 * database, and the settings are right. A rate limit says nothing of the server's health.
 */
final class HydraHealthIndicator extends AbstractHealthIndicator {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final ApiClient client;

  HydraHealthIndicator(ApiClient client) {
    super("the health check of Ory Hydra failed");
    this.client = client;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    ApiCall<?> probe;
    try {
      probe = client.clients().listCall(query -> query.pageSize(1));
    } catch (IllegalStateException e) {
      builder.unknown().withException(e); // only the public server is set
      return;
    }
    try {
      probe.retry(RetryPolicy.none()).timeout(TIMEOUT).execute();
      builder.up();
    } catch (RateLimitedException e) {
      builder.unknown().withException(e);
    } catch (OryException e) {
      builder.down(e);
    }
  }
}
