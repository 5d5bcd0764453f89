package dev.oryadmin.bench;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sh.ory.hydra.ApiClient;
import sh.ory.hydra.ApiException;
import sh.ory.hydra.ApiResponse;
import sh.ory.hydra.api.OAuth2Api;
import sh.ory.hydra.model.OAuth2Client;

/** The official hydra-client, which leaves the pages to its users. */
final class HydraCaller implements Caller {
  private static final Pattern NEXT = Pattern.compile("page_token=([0-9]+)[^>]*>; rel=\"next\"");

  private final OAuth2Api api;

  HydraCaller(String url) {
    api = new OAuth2Api(new ApiClient().setBasePath(url));
  }

  @Override
  public String get() throws ApiException {
    return Objects.requireNonNull(api.getOAuth2Client(CLIENT_ID).getClientName());
  }

  @Override
  public CompletableFuture<String> getAsync() {
    throw new UnsupportedOperationException("not compared");
  }

  @Override
  public long list() throws ApiException {
    long count = 0;
    String token = "0";
    while (token != null) {
      ApiResponse<List<OAuth2Client>> page =
          api.listOAuth2ClientsWithHttpInfo((long) Payload.PAGE_SIZE, token, null, null);
      count += page.getData().size();
      token = next(page.getHeaders().get("link"));
    }
    return count;
  }

  private static @Nullable String next(@Nullable List<String> link) {
    Matcher next = NEXT.matcher(link == null ? "" : String.join(",", link));
    return next.find() ? next.group(1) : null;
  }
}
