package dev.oryadmin.examples;

import static dev.oryadmin.model.OAuth2Client.CLIENT_NAME;
import static dev.oryadmin.model.OAuth2Client.CLIENT_SECRET;
import static dev.oryadmin.model.OAuth2Client.METADATA;
import static dev.oryadmin.model.OAuth2Client.OWNER;
import static dev.oryadmin.model.OAuth2Client.REDIRECT_URIS;

import dev.oryadmin.ApiClient;
import dev.oryadmin.NotFoundException;
import dev.oryadmin.Page;
import dev.oryadmin.Patch;
import dev.oryadmin.Secret;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.OAuth2ClientTokenLifespans;
import java.time.Duration;
import java.util.Optional;

/** One example for each operation of {@code docs/ClientsApi.md}, and the tasks of the README. */
public final class ClientsExamples {
  private final ApiClient ory;

  public ClientsExamples(ApiClient ory) {
    this.ory = ory;
  }

  public OAuth2Client create() {
    // region create
    OAuth2Client billing =
        OAuth2Client.builder()
            .clientName("billing")
            .grantTypes(GrantType.CLIENT_CREDENTIALS)
            .scope("invoices.read")
            .owner("team-a")
            .build();
    OAuth2Client created = ory.clients().create(billing);
    Secret shownOnce = created.require(CLIENT_SECRET); // reveal() gives the text
    // endregion
    System.out.println(shownOnce);
    return created;
  }

  public void get(String id) {
    // region get
    OAuth2Client client = ory.clients().get(id);
    System.out.println(client.clientName() + " may use " + client.grantTypes());

    Optional<OAuth2Client> perhaps = ory.clients().find("somebody-else");
    System.out.println(perhaps.isPresent());
    // endregion
  }

  public void list() {
    // region list
    for (OAuth2Client client : ory.clients().list(query -> query.owner("team-a"))) {
      System.out.println(client.clientId() + " " + client.clientName());
    }
    // endregion
  }

  public void pages() {
    // region pages
    long all = ory.clients().list().stream().count();

    for (Page<OAuth2Client> page : ory.clients().list(query -> query.pageSize(200)).pages()) {
      System.out.println(page.items().size() + " of " + all);
    }
    // endregion
  }

  public OAuth2Client replace(String id) {
    // region replace
    OAuth2Client current = ory.clients().get(id);
    OAuth2Client changed = current.toBuilder().clientName("billing-v2").skipConsent(true).build();
    OAuth2Client replaced = ory.clients().replace(id, changed);
    // endregion
    return replaced;
  }

  public OAuth2Client patch(String id) {
    // region patch
    OAuth2Client patched =
        ory.clients().patch(id, patch -> patch.replace(CLIENT_NAME, "billing-v2").clear(OWNER));
    // endregion
    return patched;
  }

  public OAuth2Client patchPrepared(String id) {
    // region patch-prepared
    Patch<OAuth2Client> changes =
        Patch.of(OAuth2Client.TYPE)
            .append(REDIRECT_URIS, "https://billing.example/callback")
            .add("/metadata/tier", "gold")
            .replace(OWNER, "team-b");
    OAuth2Client patched = ory.clients().patch(id, changes);
    System.out.println(patched.require(METADATA));
    // endregion
    return patched;
  }

  public OAuth2Client setLifespans(String id) {
    // region setLifespans
    OAuth2ClientTokenLifespans lifespans =
        OAuth2ClientTokenLifespans.builder()
            .clientCredentialsGrantAccessTokenLifespan(Duration.ofMinutes(15))
            .build();
    OAuth2Client client = ory.clients().setLifespans(id, lifespans);
    // endregion
    return client;
  }

  public Secret rotateSecret(String id) {
    // region rotateSecret
    Secret fresh = ory.clients().rotateSecret(id).require(CLIENT_SECRET);
    // The old secret still works: hand over the new one, then call deleteRotatedSecrets.
    // endregion
    // region deleteRotatedSecrets
    ory.clients().deleteRotatedSecrets(id);
    // endregion
    return fresh;
  }

  public void delete(String id) {
    // region delete
    try {
      ory.clients().delete(id);
    } catch (NotFoundException e) {
      System.out.println("already gone: " + e.getMessage());
    }
    // endregion
  }
}
