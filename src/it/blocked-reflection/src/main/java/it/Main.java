package it;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ReflectionAccessFilter.FilterResult;
import com.google.gson.reflect.TypeToken;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import java.lang.reflect.Type;
import java.util.List;

/** Models through a Gson without reflection. */
public final class Main {
  private static final String JSON =
      "{\"client_id\":\"a\",\"grant_types\":[\"new\"],\"owner\":null,"
          + "\"metadata\":{\"n\":12345678901234567890},"
          + "\"implicit_grant_id_token_lifespan\":\"1h\"}";

  private Main() {}

  public static void main(String[] arguments) {
    Gson gson =
        new GsonBuilder().addReflectionAccessFilter(type -> FilterResult.BLOCK_ALL).create();
    OAuth2Client client = gson.fromJson(JSON, OAuth2Client.class);
    check(client.toJson().equals(JSON), "toJson");
    check(gson.toJson(client).equals(JSON), "Gson.toJson");
    Type list = TypeToken.getParameterized(List.class, OAuth2Client.class).getType();
    check(gson.toJson(List.of(client), list).equals("[" + JSON + "]"), "a list");
    check(gson.fromJson("[" + JSON + "]", list).equals(List.of(client)), "a list");
    check(gson.toJson(GrantType.IMPLICIT).equals("\"implicit\""), "an open set");
  }

  private static void check(boolean right, String what) {
    if (!right) {
      throw new AssertionError(what);
    }
  }
}
