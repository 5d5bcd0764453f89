package dev.oryadmin.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** Gson's streams by hand, over the input and output that Java has for it. */
final class FloorBinding implements Binding {
  @Override
  public Object read(byte[] json) throws IOException {
    return FloorClient.read(reader(json));
  }

  @Override
  public List<?> readArray(byte[] json) throws IOException {
    JsonReader in = reader(json);
    List<FloorClient> clients = new ArrayList<>();
    in.beginArray();
    while (in.hasNext()) {
      clients.add(FloorClient.read(in));
    }
    in.endArray();
    return clients;
  }

  private static JsonReader reader(byte[] json) {
    return new JsonReader(new InputStreamReader(new ByteArrayInputStream(json), UTF_8));
  }

  @Override
  public byte[] write(Object client) throws IOException {
    StringWriter text = new StringWriter();
    ((FloorClient) client).write(new JsonWriter(text));
    return text.toString().getBytes(UTF_8);
  }

  @Override
  public byte[] writeArray(List<?> clients) throws IOException {
    StringWriter text = new StringWriter();
    JsonWriter out = new JsonWriter(text);
    out.beginArray();
    for (Object client : clients) {
      ((FloorClient) client).write(out);
    }
    out.endArray();
    return text.toString().getBytes(UTF_8);
  }
}
