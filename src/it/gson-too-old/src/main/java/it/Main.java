package it;

import com.google.gson.Gson;
import dev.oryadmin.ApiClient;
import dev.oryadmin.model.OAuth2Client;

/** Whatever comes first meets the same error, as often as it is tried. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    OAuth2Client client = OAuth2Client.builder().clientId("a").build();
    for (int i = 0; i < 2; i++) {
      check(() -> ApiClient.builder().adminUrl("http://127.0.0.1").build());
      check(() -> OAuth2Client.fromJson("{}"));
      check(client::toJson);
      check(() -> new Gson().toJson(client));
      check(() -> new Gson().fromJson("{}", OAuth2Client.class));
    }
  }

  private static void check(Runnable attempt) {
    try {
      attempt.run();
    } catch (RuntimeException e) { // Gson wraps it
      String message = String.valueOf(e.getMessage());
      if (message.contains("needs Gson 2.12 or newer") && message.contains("gson.version")) {
        return;
      }
      throw e;
    }
    throw new AssertionError("worked with an old Gson");
  }
}
