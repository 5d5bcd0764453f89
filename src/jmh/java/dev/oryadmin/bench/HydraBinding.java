package dev.oryadmin.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.reflect.TypeToken;
import java.lang.reflect.Type;
import java.util.List;
import sh.ory.hydra.ApiClient;
import sh.ory.hydra.JSON;
import sh.ory.hydra.model.OAuth2Client;

/** The official hydra-client, which goes through strings. */
final class HydraBinding implements Binding {
  private static final Type ARRAY = new TypeToken<List<OAuth2Client>>() {}.getType();

  HydraBinding() {
    ApiClient unused = new ApiClient(); // sets JSON up
  }

  @Override
  public Object read(byte[] json) {
    return JSON.deserialize(new String(json, UTF_8), OAuth2Client.class);
  }

  @Override
  public List<?> readArray(byte[] json) {
    return JSON.deserialize(new String(json, UTF_8), ARRAY);
  }

  @Override
  public byte[] write(Object client) {
    return JSON.serialize(client).getBytes(UTF_8);
  }

  @Override
  public byte[] writeArray(List<?> clients) {
    return JSON.serialize(clients).getBytes(UTF_8);
  }
}
