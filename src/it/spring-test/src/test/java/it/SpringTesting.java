package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.oryadmin.ApiClient;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.testing.FakeHydraExtension;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** What the tests of an application share: Spring makes one context for all of them. */
@SpringJUnitConfig(SpringTesting.Application.class)
abstract class SpringTesting {
  private static final Set<ApiClient> CLIENTS = new HashSet<>();

  @RegisterExtension static final FakeHydraExtension HYDRA = new FakeHydraExtension();

  @Configuration
  static class Application {
    @Bean
    ApiClient ory(@Value("${hydra.admin-url}") String url) {
      return ApiClient.builder().adminUrl(url).build();
    }
  }

  @DynamicPropertySource
  static void hydra(DynamicPropertyRegistry registry) {
    registry.add("hydra.admin-url", HYDRA::adminUrl);
  }

  @Autowired ApiClient ory;

  @Test
  void eachTestFindsAnEmptyServer() {
    ory.clients().create(OAuth2Client.builder().clientName("billing").build());
    assertEquals(1, ory.clients().list().stream().count());
  }

  @Test
  void eachTestFindsTheSameContext() {
    CLIENTS.add(ory);
    assertEquals(1, CLIENTS.size());
    eachTestFindsAnEmptyServer();
  }

  @Nested
  class Inside {
    @Test
    void findsTheSameServer() {
      assertSame(HYDRA.hydra(), HYDRA.hydra());
      eachTestFindsAnEmptyServer();
    }
  }
}
