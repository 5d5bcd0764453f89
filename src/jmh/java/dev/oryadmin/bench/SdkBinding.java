package dev.oryadmin.bench;

import dev.oryadmin.ModelArray;
import dev.oryadmin.model.OAuth2Client;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** This SDK. */
final class SdkBinding implements Binding {
  @Override
  public Object read(byte[] json) {
    return OAuth2Client.fromJson(new ByteArrayInputStream(json));
  }

  @Override
  public List<?> readArray(byte[] json) throws IOException {
    return ModelArray.read(OAuth2Client.TYPE, json);
  }

  @Override
  public byte[] write(Object client) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1_024);
    ((OAuth2Client) client).toJson(out);
    return out.toByteArray();
  }

  @Override
  public byte[] writeArray(List<?> clients) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1_024);
    char separator = '[';
    for (Object client : clients) {
      out.write(separator);
      ((OAuth2Client) client).toJson(out);
      separator = ',';
    }
    out.write(']');
    return out.toByteArray();
  }
}
