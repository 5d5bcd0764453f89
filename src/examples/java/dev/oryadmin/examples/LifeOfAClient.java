package dev.oryadmin.examples;

import static dev.oryadmin.model.OAuth2Client.CLIENT_CREDENTIALS_GRANT_ACCESS_TOKEN_LIFESPAN;
import static dev.oryadmin.model.OAuth2Client.CLIENT_ID;
import static dev.oryadmin.model.OAuth2Client.CLIENT_NAME;
import static dev.oryadmin.model.OAuth2Client.CLIENT_SECRET;
import static dev.oryadmin.model.OAuth2Client.GRANT_TYPES;
import static dev.oryadmin.model.OAuth2Client.METADATA;
import static dev.oryadmin.model.OAuth2Client.REDIRECT_URIS;
import static dev.oryadmin.model.OAuth2Client.REGISTRATION_ACCESS_TOKEN;
import static dev.oryadmin.model.OAuth2Client.SCOPE;

import com.google.gson.JsonParser;
import dev.oryadmin.ApiClient;
import dev.oryadmin.NotFoundException;
import dev.oryadmin.OryException;
import dev.oryadmin.Page;
import dev.oryadmin.Secret;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.OAuth2ClientTokenLifespans;
import dev.oryadmin.model.ResponseType;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** From creation to deletion; {@link #close()} deletes what is left, after a failure too. */
final class LifeOfAClient implements AutoCloseable {
  private final ApiClient ory;
  private final Narration narration;
  private final String owner = "quickstart-" + UUID.randomUUID().toString().substring(0, 8);
  private final Set<String> registered = new LinkedHashSet<>();

  LifeOfAClient(ApiClient ory, Narration narration) {
    this.ory = ory;
    this.narration = narration;
  }

  void run() {
    String id = create();
    read(id);
    list();
    patch(id);
    setLifespans(id);
    rotateSecret(id);
    replace(id);
    register();
    delete(id);
    provokeAnError(id);
  }

  private String create() {
    narration.step("Create a client", "ory.clients().create(wish)");
    OAuth2Client wish =
        OAuth2Client.builder()
            .clientName("billing")
            .grantTypes(GrantType.CLIENT_CREDENTIALS)
            .scope("invoices.read")
            .owner(owner)
            .metadata(JsonParser.parseString("{\"tier\":\"gold\"}"))
            .build();
    OAuth2Client client = ory.clients().create(wish);
    narration.show(client, CLIENT_ID, CLIENT_NAME, CLIENT_SECRET, REGISTRATION_ACCESS_TOKEN);
    return client.clientId();
  }

  private void read(String id) {
    narration.step("Read it: secrets are not shown again", "ory.clients().get(id)");
    OAuth2Client client = ory.clients().get(id);
    narration.show(client, CLIENT_NAME, GRANT_TYPES, SCOPE, METADATA, CLIENT_SECRET);
  }

  private void list() {
    narration.step(
        "Create four more, and list all in pages of two",
        "ory.clients().list(query -> query.owner(owner).pageSize(2)).pages()");
    for (String name : List.of("shipping", "shop", "support", "warehouse")) {
      OAuth2Client more =
          OAuth2Client.builder()
              .clientName(name)
              .grantTypes(GrantType.CLIENT_CREDENTIALS)
              .owner(owner)
              .build();
      ory.clients().create(more);
    }
    for (Page<OAuth2Client> page : ory.clients().list(q -> q.owner(owner).pageSize(2)).pages()) {
      List<String> names = page.items().stream().map(OAuth2Client::clientName).toList();
      narration.say(names + (page.nextPageToken() == null ? ", the last page" : ", and more"));
    }
  }

  private void patch(String id) {
    narration.step(
        "Change single properties",
        "ory.clients().patch(id, p -> p.replace(CLIENT_NAME, ...).append(REDIRECT_URIS, ...).clear(SCOPE))");
    OAuth2Client client =
        ory.clients()
            .patch(
                id,
                p ->
                    p.replace(CLIENT_NAME, "billing-v2")
                        .append(REDIRECT_URIS, "https://billing.example/callback")
                        .clear(SCOPE));
    narration.show(client, CLIENT_NAME, REDIRECT_URIS, SCOPE);
  }

  private void setLifespans(String id) {
    narration.step("Set token lifespans", "ory.clients().setLifespans(id, lifespans)");
    OAuth2ClientTokenLifespans lifespans =
        OAuth2ClientTokenLifespans.builder()
            .clientCredentialsGrantAccessTokenLifespan(Duration.ofMinutes(15))
            .build();
    OAuth2Client client = ory.clients().setLifespans(id, lifespans);
    narration.show(client, CLIENT_CREDENTIALS_GRANT_ACCESS_TOKEN_LIFESPAN);
  }

  private void rotateSecret(String id) {
    narration.step(
        "Rotate the secret, then revoke the old one",
        "ory.clients().rotateSecret(id); ory.clients().deleteRotatedSecrets(id)");
    try {
      narration.show(ory.clients().rotateSecret(id), CLIENT_SECRET);
      ory.clients().deleteRotatedSecrets(id);
    } catch (NotFoundException e) {
      narration.say("This server is too old for it: " + e.getMessage());
    }
  }

  private void replace(String id) {
    narration.step("Read, change and replace it", "ory.clients().replace(id, changed)");
    OAuth2Client changed = ory.clients().get(id).toBuilder().clientName("billing-v3").build();
    narration.show(ory.clients().replace(id, changed), CLIENT_NAME, REDIRECT_URIS, METADATA);
  }

  private void register() {
    narration.step(
        "Let a client register, read, replace and delete itself",
        "ory.registration().create(wish); get(id, token); replace(id, token, ...); delete(id, ...)");
    OAuth2Client wish =
        OAuth2Client.builder()
            .clientName("mobile app")
            .redirectUris("https://app.example/callback")
            .grantTypes(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN)
            .responseTypes(ResponseType.CODE)
            .scope("openid offline")
            .contacts("me@example.com")
            .build();
    try {
      OAuth2Client client = ory.registration().create(wish);
      String id = client.clientId();
      registered.add(id);
      narration.show(client, CLIENT_ID, CLIENT_SECRET, REGISTRATION_ACCESS_TOKEN);
      Secret token = client.require(REGISTRATION_ACCESS_TOKEN);
      OAuth2Client mine = ory.registration().get(id, token);
      OAuth2Client renamed = mine.toBuilder().clientName("mobile app 2").build();
      OAuth2Client replaced = ory.registration().replace(id, token, renamed);
      narration.show(replaced, CLIENT_NAME, REGISTRATION_ACCESS_TOKEN);
      ory.registration().delete(id, replaced.require(REGISTRATION_ACCESS_TOKEN));
      registered.remove(id);
    } catch (NotFoundException e) {
      narration.say("This server does not let clients register: " + e.getMessage());
    } catch (IllegalStateException e) {
      narration.say("Left out: " + e.getMessage());
    }
  }

  private void delete(String id) {
    narration.step("Delete it", "ory.clients().delete(id); ory.clients().find(id)");
    ory.clients().delete(id);
    narration.say(ory.clients().find(id).toString());
  }

  private void provokeAnError(String id) {
    narration.step("Provoke an error", "ory.clients().get(id)");
    try {
      throw new AssertionError("still there: " + ory.clients().get(id));
    } catch (NotFoundException e) {
      narration.say(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  /** Deletes all clients of this owner, those too of which no answer told; fails if one stays. */
  @Override
  public void close() {
    narration.step("Clean up", "for each client of this owner: ory.clients().delete(id)");
    Set<String> left = new LinkedHashSet<>(registered);
    ory.clients().list(q -> q.owner(owner)).forEach(client -> left.add(client.clientId()));
    for (String id : Set.copyOf(left)) {
      try {
        ory.clients().delete(id);
        left.remove(id);
      } catch (OryException e) {
        narration.say(id + " is still there: " + e.getMessage());
      }
    }
    if (!left.isEmpty()) {
      throw new IllegalStateException("These clients could not be deleted: " + left);
    }
  }
}
