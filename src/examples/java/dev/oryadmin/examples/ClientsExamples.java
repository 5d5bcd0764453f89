package dev.oryadmin.examples;

import static dev.oryadmin.model.OAuth2Client.CLIENT_NAME;
import static dev.oryadmin.model.OAuth2Client.CLIENT_SECRET;
import static dev.oryadmin.model.OAuth2Client.OWNER;
import static dev.oryadmin.model.OAuth2Client.REDIRECT_URIS;

import dev.oryadmin.ApiClient;
import dev.oryadmin.NotFoundException;
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

  public void readAndList(String id) {
    // region read-and-list
    OAuth2Client client = ory.clients().get(id);
    Optional<OAuth2Client> perhaps = ory.clients().find("other"); // empty: no such client
    for (OAuth2Client each : ory.clients().list(query -> query.owner("team-a"))) {
      System.out.println(each.clientId() + " " + each.clientName()); // page by page
    }
    long all = ory.clients().list().stream().count(); // pages() gives pages, with page tokens
    // endregion
    System.out.println(client.clientName() + " is one of " + all + ", " + perhaps.isPresent());
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

  public OAuth2Client patchOrReplace(String id) {
    // region patch-or-replace
    ory.clients().patch(id, patch -> patch.replace(CLIENT_NAME, "billing-v2").clear(OWNER));

    Patch<OAuth2Client> changes = Patch.of(OAuth2Client.TYPE);
    changes.append(REDIRECT_URIS, "https://billing.example/callback");
    changes.add("/metadata/tier", "gold"); // a JSON Pointer into free-form JSON
    ory.clients().patch(id, changes);
    OAuth2Client current = ory.clients().get(id); // read, change, send back
    ory.clients().replace(id, current.toBuilder().clientName("billing-v3").build());
    // endregion
    return ory.clients().get(id);
  }

  public OAuth2Client setLifespans(String id) {
    // region setLifespans
    OAuth2ClientTokenLifespans lifespans =
        OAuth2ClientTokenLifespans.builder()
            .clientCredentialsGrantAccessTokenLifespan(Duration.ofMinutes(15))
            .build();
    // Sets all 13 lifespans: those left out are reset to the server's setting.
    OAuth2Client client = ory.clients().setLifespans(id, lifespans);
    // endregion
    return client;
  }

  public Secret rotateSecret(String id) {
    // region rotateSecret
    Secret fresh = ory.clients().rotateSecret(id).require(CLIENT_SECRET);
    // The old secret still works. Hand over the new one, then call deleteRotatedSecrets.
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
