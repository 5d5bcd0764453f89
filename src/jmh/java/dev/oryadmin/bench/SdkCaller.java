package dev.oryadmin.bench;

import dev.oryadmin.ApiClient;
import dev.oryadmin.model.OAuth2Client;
import java.util.Objects;

/** This SDK. */
final class SdkCaller implements Caller {
  private final ApiClient ory;

  SdkCaller(String url) {
    ory = ApiClient.builder().adminUrl(url).build();
  }

  @Override
  public String get() {
    return Objects.requireNonNull(ory.clients().get(CLIENT_ID).clientName());
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
