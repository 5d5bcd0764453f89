package it;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.standaloneSetup;

import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What a controller of Spring MVC answers with. */
public final class Main {
  private static final String OPEN =
      "{\"client_id\":\"a\",\"grant_types\":[\"new\"],\"metadata\":{\"n\":1.10}}";

  private Main() {}

  @RestController
  static class Clients {
    @GetMapping("/client")
    OAuth2Client client() {
      return OAuth2Client.fromJson(OPEN).toBuilder().clientSecret("hidden").build();
    }

    @GetMapping("/map")
    Map<String, Object> map() {
      return Map.of("type", GrantType.IMPLICIT);
    }

    @PostMapping("/client")
    String create(@RequestBody OAuth2Client client) {
      throw new AssertionError("read as " + client);
    }
  }

  public static void main(String[] arguments) throws Exception {
    MockMvc server = standaloneSetup(new Clients()).build();
    check(server, "/client", OPEN);
    check(server, "/map", "{\"type\":\"implicit\"}");
    try {
      int status =
          server
              .perform(
                  post("/client").contentType(MediaType.APPLICATION_JSON).content(OPEN))
              .andReturn()
              .getResponse()
              .getStatus();
      if (status < 400) {
        throw new AssertionError("read, with status " + status);
      }
    } catch (Exception e) {
      if (!e.toString().contains("OAuth2Client")) {
        throw e;
      }
    }
  }

  private static void check(MockMvc server, String path, String body) throws Exception {
    MockHttpServletResponse answer = server.perform(get(path)).andReturn().getResponse();
    if (answer.getStatus() != 200 || !answer.getContentAsString().equals(body)) {
      throw new AssertionError(answer.getStatus() + " " + answer.getContentAsString());
    }
  }
}
