package it;

import dev.oryadmin.ApiClient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

// region bean
@Configuration(proxyBeanMethods = false)
class HydraConfiguration {
  @Bean // closed with the application
  ApiClient ory(
      @Value("${ory.hydra.admin-url}") String adminUrl,
      @Value("${ory.hydra.public-url:}") String publicUrl) {
    ApiClient.Builder builder = ApiClient.builder().adminUrl(adminUrl);
    return publicUrl.isBlank() ? builder.build() : builder.publicUrl(publicUrl).build();
  }
}
// endregion
