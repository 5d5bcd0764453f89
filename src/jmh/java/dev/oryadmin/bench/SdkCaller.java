package dev.oryadmin.bench;

import dev.oryadmin.ApiClient;
import dev.oryadmin.model.OAuth2Client;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** This SDK. */
final class SdkCaller implements Caller {
  private final ApiClient ory;

  SdkCaller(String url) {
    this(ApiClient.builder().adminUrl(url).build());
  }

  SdkCaller(ApiClient ory) {
    this.ory = ory;
  }

  @Override
  public String get() {
    return Objects.requireNonNull(ory.clients().get(CLIENT_ID).clientName());
  }

  @Override
  public CompletableFuture<String> getAsync() {
    return ory.clients()
        .getCall(CLIENT_ID)
        .executeAsync()
        .thenApply(client -> Objects.requireNonNull(client.clientName()));
  }

  @Override
  public long list() {
    long count = 0;
    for (OAuth2Client client : ory.clients().list(q -> q.pageSize(Payload.PAGE_SIZE))) {
      count += client.has(OAuth2Client.CLIENT_ID) ? 1 : 0;
    }
    return count;
  }
}
