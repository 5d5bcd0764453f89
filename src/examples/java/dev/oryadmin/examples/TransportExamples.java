package dev.oryadmin.examples;

import static dev.oryadmin.model.OAuth2Client.REDIRECT_URIS;

import dev.oryadmin.ApiClient;
import dev.oryadmin.ApiException;
import dev.oryadmin.ConflictException;
import dev.oryadmin.DecodeException;
import dev.oryadmin.Operation;
import dev.oryadmin.RateLimitedException;
import dev.oryadmin.TransportException;
import dev.oryadmin.model.OAuth2Client;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** How calls are set up, and what to do when they fail: the recipes of {@code docs}. */
public final class TransportExamples {
  private TransportExamples() {}

  // region removeRedirectUri
  /** Removes one redirect URI. A patch can't say which value it means, only which index. */
  public static void removeRedirectUri(ApiClient ory, String id, String uri) {
    List<String> before = ory.clients().get(id).redirectUris();
    int index = before.indexOf(uri);
    if (index < 0) {
      return;
    }
    ory.clients().patch(id, p -> p.remove(REDIRECT_URIS, index));
    List<String> expected = new ArrayList<>(before);
    expected.remove(index);
    List<String> after = ory.clients().get(id).redirectUris();
    if (!after.equals(expected)) {
      throw new IllegalStateException("somebody else changed " + id + " meanwhile: " + after);
    }
  }

  // endregion

  public static String failures(ApiClient ory, OAuth2Client client) {
    // region failures
    try {
      return ory.clients().create(client).clientId();
    } catch (ConflictException e) { // 409; common statuses have classes
      return "not created: " + e.reason(); // such as ID_TAKEN
    } catch (RateLimitedException e) { // 429, after six retries
      return "too much at once; wait " + e.retryAfter(); // null if the server does not say
    } catch (ApiException e) { // any other error answer
      return e.status() + " " + e.error().name() + ", request " + e.requestId();
    } catch (DecodeException e) { // the answer can't be read
      String location = e.headers().get("Location");
      return location == null ? "unreadable answer" : "created: " + location;
    } catch (TransportException e) { // no complete answer
      return e.mayHaveBeenSent() ? "check first whether the client exists" : "safe to call again";
    }
    // endregion
  }

  public static CompletableFuture<String> inBackground(ApiClient ory, String id) {
    // region inBackground
    CompletableFuture<OAuth2Client> client =
        ory.clients().getCall(id).deadline(Duration.ofSeconds(5)).executeAsync();
    CompletableFuture<String> name = client.thenApply(OAuth2Client::clientName);
    // client.cancel(true) would cancel the HTTP call; name.cancel(true) would not
    // endregion
    return name;
  }

  public static ApiClient measured(String adminUrl, Consumer<String> metrics) {
    // region measured
    Interceptor stopwatch =
        chain -> {
          Operation operation = chain.request().tag(Operation.class);
          long begin = System.nanoTime();
          Response response = chain.proceed(chain.request());
          long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
          metrics.accept(operation.id() + " " + response.code() + " " + millis + " ms");
          return response;
        };
    OkHttpClient http = new OkHttpClient.Builder().addInterceptor(stopwatch).build();
    return ApiClient.builder().adminUrl(adminUrl).httpClient(http).build();
    // endregion
  }

  // region privateCa
  /** Returns a client that trusts only the certificates of a PKCS #12 file. */
  public static OkHttpClient trusting(Path certificates, char[] password)
      throws IOException, GeneralSecurityException {
    return tls(new KeyManager[0], keyStore(certificates, password)); // both follow below
  }

  // endregion

  // region mutualTls
  /** Returns a client that shows a certificate of its own as well. */
  public static OkHttpClient identified(Path identity, Path certificates, char[] password)
      throws IOException, GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(keyStore(identity, password), password);
    return tls(keys.getKeyManagers(), keyStore(certificates, password));
  }

  private static KeyStore keyStore(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    return store;
  }

  private static OkHttpClient tls(KeyManager[] keys, KeyStore trusted)
      throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust.getTrustManagers(), null);
    X509TrustManager manager = (X509TrustManager) trust.getTrustManagers()[0];
    return new OkHttpClient.Builder().sslSocketFactory(context.getSocketFactory(), manager).build();
  }

  // endregion

  public static ApiClient behindProxy(String adminUrl, String proxyHost, int proxyPort) {
    // region proxy
    Proxy proxy = new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxyHost, proxyPort));
    OkHttpClient http = new OkHttpClient.Builder().proxy(proxy).build();
    return ApiClient.builder().adminUrl(adminUrl).httpClient(http).build();
    // endregion
  }
}
