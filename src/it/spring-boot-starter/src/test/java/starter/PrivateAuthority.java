package starter;

import dev.oryadmin.spring.ApiClientCustomizer;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Trusts what an SSL bundle of Spring Boot trusts. */
@Configuration(proxyBeanMethods = false)
class PrivateAuthority {
  // region customizer
  @Bean
  ApiClientCustomizer trust(SslBundles bundles) {
    SslBundle bundle = bundles.getBundle("hydra");
    X509TrustManager manager =
        (X509TrustManager) bundle.getManagers().getTrustManagerFactory().getTrustManagers()[0];
    OkHttpClient http =
        new OkHttpClient.Builder()
            .sslSocketFactory(bundle.createSslContext().getSocketFactory(), manager)
            .build();
    return builder -> builder.httpClient(http);
  }
  // endregion
}
