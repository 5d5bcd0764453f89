package billing;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A service that is a client of Ory Hydra itself, and takes care of its own registration. */
@SpringBootApplication
public class BillingService {
  public static void main(String[] arguments) {
    SpringApplication.run(BillingService.class, arguments);
  }
}
