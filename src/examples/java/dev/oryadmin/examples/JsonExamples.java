package dev.oryadmin.examples;

import static dev.oryadmin.model.OAuth2Client.METADATA;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.oryadmin.OryTypeAdapterFactory;
import dev.oryadmin.model.OAuth2Client;
import java.util.List;
import java.util.Map;

/** Models and JSON, for {@code docs/json.md}. */
public final class JsonExamples {
  private JsonExamples() {}

  public static void model() {
    // region model
    OAuth2Client client =
        OAuth2Client.fromJson(
            """
            {"client_id": "a", "client_secret": "s-1", "owner": null, "brand_new": 1.10}
            """);
    System.out.println(client); // OAuth2Client{client_id="a", client_secret=***, owner=null, …
    System.out.println(client.toJson()); // {"client_id":"a","client_secret":"s-1","owner":null, …
    System.out.println(client.additionalProperties()); // {brand_new=1.10}
    // endregion
  }

  record Tenant(String name, List<OAuth2Client> clients) {}

  public static void gson(OAuth2Client client) {
    // region gson
    Tenant tenant = new Tenant("acme", List.of(client));
    System.out.println(new Gson().toJson(tenant)); // without secrets

    Gson complete =
        new GsonBuilder().registerTypeAdapterFactory(OryTypeAdapterFactory.withSecrets()).create();
    String stored = complete.toJson(tenant); // with secrets: keep it as you keep passwords
    Tenant read = complete.fromJson(stored, Tenant.class); // equal to tenant
    // endregion
    System.out.println(read.equals(tenant));
  }

  public static void plain() {
    // region plain
    OAuth2Client client =
        OAuth2Client.builder().setMap(METADATA, Map.of("tier", "gold", "seats", 5)).build();
    Map<String, Object> metadata = client.getMap(METADATA); // null if there is none
    String text = client.getJson(METADATA);
    OAuth2Client same = OAuth2Client.builder().setJson(METADATA, text).build();
    // endregion
    System.out.println(metadata + " " + same.equals(client));
  }
}
