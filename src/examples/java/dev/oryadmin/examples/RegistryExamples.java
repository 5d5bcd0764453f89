package dev.oryadmin.examples;

import static dev.oryadmin.model.OAuth2Client.CLIENT_SECRET;
import static dev.oryadmin.model.OAuth2Client.CONTACTS;
import static dev.oryadmin.model.OAuth2Client.SCOPE;

import dev.oryadmin.ApiClient;
import dev.oryadmin.AppliedPlan;
import dev.oryadmin.ClientPlan;
import dev.oryadmin.ClientRegistry;
import dev.oryadmin.Ensured;
import dev.oryadmin.ExportReport;
import dev.oryadmin.ImportReport;
import dev.oryadmin.Secret;
import dev.oryadmin.SecretStore;
import dev.oryadmin.Sweep;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a start-up script does with clients, for {@code docs/ClientRegistry.md}. */
public final class RegistryExamples {
  private RegistryExamples() {}

  public static Ensured ensure(ApiClient ory, Consumer<Secret> vault) {
    // region ensure
    ClientRegistry registry = new ClientRegistry(ory).ownedBy("team-a");
    registry.awaitReady(Duration.ofMinutes(1));
    OAuth2Client billing =
        OAuth2Client.builder()
            .clientName("billing")
            .grantTypes(GrantType.CLIENT_CREDENTIALS)
            .scope("invoices.read")
            .build();
    Ensured ensured = registry.ensure(billing);
    ensured.secret().ifPresent(vault); // only of a new client: never shown again
    // endregion
    System.out.println(ensured.outcome() + " " + ensured.changed());
    return ensured;
  }

  public static Ensured managed(ClientRegistry registry, OAuth2Client billing, Secret known) {
    // region managed
    OAuth2Client desired = billing.toBuilder().set(CLIENT_SECRET, known).build();
    Ensured ensured = registry.ensure(desired, SCOPE, CONTACTS, CLIENT_SECRET);
    // endregion
    return ensured;
  }

  public static AppliedPlan plan(ApiClient ory, List<OAuth2Client> desired, SecretStore vault) {
    // region plan
    ClientRegistry registry = new ClientRegistry(ory).ownedBy("team-a");
    ClientPlan plan = registry.plan(desired); // reads only
    System.out.println(plan); // + create, ~ update (from → to), - delete
    AppliedPlan done = plan.apply(vault, progress -> System.out.println(progress.what()));
    System.out.println(done); // applied, refused, unknown, remaining
    // endregion
    return done;
  }

  public static ImportReport move(
      ApiClient from, ApiClient to, OutputStream out, InputStream in, SecretStore vault) {
    // region move
    ExportReport exported = new ClientRegistry(from).export(out); // JSON lines
    ImportReport imported = new ClientRegistry(to).importFrom(in, vault, progress -> {});
    imported.redeploy(); // clients whose applications need the new secret
    // endregion
    System.out.println(exported);
    return imported;
  }

  public static ClientPlan sweep(ApiClient ory, Predicate<OAuth2Client> inUse) {
    // region sweep
    Sweep sweep = Sweep.likelyDynamic().olderThan(Duration.ofDays(30)).unlessUsed(inUse);
    ClientPlan doomed = new ClientRegistry(ory).sweep(sweep);
    // endregion
    return doomed;
  }

  public static void rotateSecret(
      ClientRegistry registry, String id, Consumer<Secret> vault, Predicate<Secret> rolledOut) {
    // region rotateSecret
    registry.rotateSecret(id, vault); // vault returns once it is in use
    registry.rotateSecret(id, vault, rolledOut); // true once it is in use
    // endregion
  }

  public static List<OAuth2Client> deleteAllOwnedBy(ApiClient ory) {
    // region deleteAllOwnedBy
    List<OAuth2Client> deleted = new ClientRegistry(ory).deleteAllOwnedBy("team-a");
    // endregion
    return deleted;
  }
}
