package dev.oryadmin.bench;

import dev.oryadmin.CallBody;
import dev.oryadmin.JsonType;
import dev.oryadmin.model.OAuth2Client;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/** This SDK. */
final class SdkBinding implements Binding {
  private static final JsonType<List<OAuth2Client>> CLIENTS = JsonType.list(OAuth2Client.TYPE);

  @Override
  public Object read(byte[] json) {
    return OAuth2Client.fromJson(new ByteArrayInputStream(json));
  }

  @Override
  public List<?> readArray(byte[] json) throws IOException {
    return CallBody.readArray(OAuth2Client.TYPE, json);
  }

  @Override
  public byte[] write(Object client) throws IOException {
    return CallBody.write(OAuth2Client.TYPE, (OAuth2Client) client);
  }

  @Override
  @SuppressWarnings("unchecked") // what readArray returned
  public byte[] writeArray(List<?> clients) throws IOException {
    return CallBody.write(CLIENTS, (List<OAuth2Client>) clients);
  }
}
