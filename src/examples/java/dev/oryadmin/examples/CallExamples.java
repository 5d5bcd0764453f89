package dev.oryadmin.examples;

import dev.oryadmin.ApiCall;
import dev.oryadmin.ApiClient;
import dev.oryadmin.ApiException;
import dev.oryadmin.ApiResponse;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.ConflictException;
import dev.oryadmin.Ensured;
import dev.oryadmin.RetryPolicy;
import dev.oryadmin.Secret;
import dev.oryadmin.TransportException;
import dev.oryadmin.model.OAuth2Client;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;

/** How calls and clients are set up, for the README. */
public final class CallExamples {
  private CallExamples() {}

  public static void errors(ApiClient ory, OAuth2Client billing) {
    // region errors
    try {
      ory.clients().create(billing);
    } catch (ConflictException e) {
      System.out.println(e.reason() + ": " + billing.clientId()); // ID_TAKEN: billing
    } catch (ApiException e) {
      System.out.println(e.status() + " " + e.error().description() + " " + e.requestId());
    } catch (TransportException e) {
      System.out.println(e.mayHaveBeenSent() ? "check before you repeat" : "safe to repeat");
    }
    // endregion
  }

  public static OAuth2Client options(ApiClient ory, String id) {
    // region options
    ApiCall<OAuth2Client> call = ory.clients().getCall(id).timeout(Duration.ofSeconds(2));
    ApiResponse<OAuth2Client> answer = call.header("X-Trace", "42").executeWithResponse();
    CompletableFuture<OAuth2Client> later = call.retry(RetryPolicy.none()).executeAsync();
    // endregion
    System.out.println(later.join().clientName());
    return answer.value();
  }

  public static ApiClient oryNetwork(OkHttpClient http, String apiKey) {
    // region ory-network
    ApiClient ory =
        ApiClient.builder()
            .projectUrl("https://slug.projects.oryapis.com")
            .bearerToken(apiKey) // or a Supplier, asked before each attempt
            .httpClient(http) // with your TLS, proxy, interceptors
            .build();
    // endregion
    return ory;
  }

  public static Ensured startUp(ApiClient ory, OAuth2Client billing, Consumer<Secret> vault) {
    // region start-up
    ClientRegistry registry = new ClientRegistry(ory).ownedBy("team-a");
    registry.awaitReady(Duration.ofMinutes(1));
    Ensured ensured = registry.ensure(billing); // CREATED, UPDATED or UNCHANGED
    ensured.secret().ifPresent(vault); // present only if the client is new
    // endregion
    return ensured;
  }

  public static void rotate(ApiClient ory, String id, Consumer<Secret> vault) {
    // region rotate
    new ClientRegistry(ory).rotateSecret(id, vault);
    // endregion
  }
}
