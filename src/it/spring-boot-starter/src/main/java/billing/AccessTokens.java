package billing;

import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

/** Gets access tokens, with the secret that counts at the moment: it is read for each. */
@Component
class AccessTokens {
  private final RestClient http;
  private final SecretFolder secrets;
  private final String id;

  AccessTokens(
      @Value("${ory.hydra.public-url}") String publicUrl,
      SecretFolder secrets,
      @Value("${billing.client-id}") String id) {
    this.http = RestClient.create(publicUrl);
    this.secrets = secrets;
    this.id = id;
  }

  String next() {
    MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
    form.add("grant_type", "client_credentials");
    Map<?, ?> answer =
        http.post()
            .uri("/oauth2/token")
            .headers(headers -> headers.setBasicAuth(id, secrets.find(id).orElseThrow().reveal()))
            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
            .body(form)
            .retrieve()
            .body(Map.class);
    return (String) answer.get("access_token");
  }
}
