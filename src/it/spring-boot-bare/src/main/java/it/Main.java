package it;

import dev.oryadmin.ApiClient;
import dev.oryadmin.testing.FakeHydra;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** An application that has nothing but the starter. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Main {
  public static void main(String[] arguments) {
    try (FakeHydra hydra = FakeHydra.start();
        ConfigurableApplicationContext context =
            SpringApplication.run(Main.class, "--ory.hydra.admin-url=" + hydra.adminUrl())) {
      if (context.getBean(ApiClient.class).clients().find("nobody").isPresent()) {
        throw new AssertionError();
      }
    }
  }
}
