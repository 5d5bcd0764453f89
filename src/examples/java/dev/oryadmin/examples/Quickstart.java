package dev.oryadmin.examples;

import dev.oryadmin.ApiClient;
import dev.oryadmin.OryException;
import dev.oryadmin.testing.FakeHydra;
import okhttp3.OkHttpClient;

/**
 * The whole life of an OAuth 2.0 client, told call by call.
 *
 * <p>It runs against a fake Hydra in this process. With {@code HYDRA_ADMIN_URL} and {@code
 * HYDRA_PUBLIC_URL} set it runs against that server instead, and deletes there what it made.
 */
public final class Quickstart {
  private Quickstart() {}

  /** Runs it, and fails if a call fails that should not. */
  public static void main(String[] arguments) {
    Narration narration = new Narration(System.out);
    if (System.getenv("HYDRA_ADMIN_URL") != null) {
      narration.server("The server is the one that HYDRA_ADMIN_URL names.");
      tell(ApiClient.builder().fromEnvironment(), narration);
      return;
    }
    try (FakeHydra hydra = FakeHydra.start()) {
      narration.server("The server is a fake Hydra in this process.");
      tell(ApiClient.builder().adminUrl(hydra.adminUrl()).publicUrl(hydra.publicUrl()), narration);
    }
  }

  static void tell(ApiClient.Builder server, Narration narration) {
    OkHttpClient http = new OkHttpClient.Builder().addInterceptor(narration).build();
    try (ApiClient ory = server.httpClient(http).build();
        LifeOfAClient life = new LifeOfAClient(ory, narration)) {
      life.run();
    } catch (OryException e) {
      narration.say(e.getClass().getSimpleName() + ": " + e.getMessage());
      throw e;
    }
  }
}
