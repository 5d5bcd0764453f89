package dev.oryadmin.bench;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A bare OkHttpClient and hand-written Gson: neither retries, limits, errors nor options. */
final class FloorCaller implements Caller {
  private static final Pattern NEXT = Pattern.compile("page_token=([0-9]+)[^>]*>; rel=\"next\"");

  private final OkHttpClient http;
  private final String clients;

  FloorCaller(String url) {
    this(url, new OkHttpClient());
  }

  FloorCaller(String url, OkHttpClient http) {
    this.http = http;
    clients = url + "/admin/clients";
  }

  @Override
  public String get() throws IOException {
    try (Response response = call(clients + "/" + CLIENT_ID)) {
      return Objects.requireNonNull(FloorClient.read(json(response)).clientName);
    }
  }

  @Override
  public CompletableFuture<String> getAsync() {
    CompletableFuture<String> name = new CompletableFuture<>();
    Request request = new Request.Builder().url(clients + "/" + CLIENT_ID).build();
    http.newCall(request)
        .enqueue(
            new Callback() {
              @Override
              public void onResponse(Call call, Response response) {
                try (response) {
                  name.complete(FloorClient.read(json(response)).clientName);
                } catch (IOException | RuntimeException e) {
                  name.completeExceptionally(e);
                }
              }

              @Override
              public void onFailure(Call call, IOException e) {
                name.completeExceptionally(e);
              }
            });
    return name;
  }

  @Override
  public long list() throws IOException {
    long count = 0;
    String token = "0";
    while (token != null) {
      String page = "?page_size=" + Payload.PAGE_SIZE + "&page_token=" + token;
      try (Response response = call(clients + page)) {
        JsonReader in = json(response);
        in.beginArray();
        while (in.hasNext()) {
          count += FloorClient.read(in).clientId == null ? 0 : 1;
        }
        in.endArray();
        token = next(response.header("Link"));
      }
    }
    return count;
  }

  private Response call(String url) throws IOException {
    return http.newCall(new Request.Builder().url(url).build()).execute();
  }

  private static JsonReader json(Response response) {
    return new JsonReader(response.body().charStream());
  }

  private static @Nullable String next(@Nullable String link) {
    Matcher next = NEXT.matcher(link == null ? "" : link);
    return next.find() ? next.group(1) : null;
  }
}
