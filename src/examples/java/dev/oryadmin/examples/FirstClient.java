package dev.oryadmin.examples;

import dev.oryadmin.ApiClient;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;

class FirstClient {
  public static void main(String[] arguments) {
    try (ApiClient ory = ApiClient.builder().adminUrl("http://127.0.0.1:4445").build()) {
      OAuth2Client billing =
          OAuth2Client.builder()
              .clientName("billing")
              .grantTypes(GrantType.CLIENT_CREDENTIALS)
              .scope("invoices.read")
              .build();
      OAuth2Client created = ory.clients().create(billing);
      System.out.println(created); // secrets print as ***
    }
  }
}
