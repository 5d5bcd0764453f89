package dev.oryadmin;

import dev.oryadmin.AppliedPlan.Outcome;
import dev.oryadmin.AppliedPlan.Result;
import dev.oryadmin.model.OAuth2Client;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of {@link ClientPlan#apply}. Used by one thread and by those that it starts. */
final class PlanApplication {
  private static final Result REMAINING = new Result(Outcome.REMAINING, null);

  private final ClientRegistry registry;
  private final List<PlannedChange> changes;
  private final SecretStore secrets;
  private final Consumer<Progress> progress;
  private final Consumer<OAuth2Client> doomed;
  private final List<Result> results;
  private final List<OAuth2Client> deleted = new ArrayList<>();
  private final SideBySide sideBySide;
  private @Nullable RuntimeException failure;
  private long done;

  PlanApplication(
      ClientRegistry registry,
      List<PlannedChange> changes,
      SecretStore secrets,
      Consumer<Progress> progress,
      Consumer<OAuth2Client> doomed) {
    this.registry = registry;
    this.changes = changes;
    this.secrets = secrets;
    this.progress = progress;
    this.doomed = doomed;
    this.sideBySide = registry.sideBySide();
    this.results = new ArrayList<>(Collections.nCopies(changes.size(), REMAINING));
  }

  AppliedPlan run() {
    sideBySide.run(changes.size(), this::apply);
    return new AppliedPlan(changes, results, deleted, failure);
  }

  private void apply(int index) {
    PlannedChange change = changes.get(index);
    ChangeApplication application =
        new ChangeApplication(registry, change, secrets, this::beforeDeletion);
    Result result = application.result(this::stopAt);
    finish(index, change, result, application.there());
  }

  private synchronized void finish(
      int index, PlannedChange change, Result result, @Nullable OAuth2Client there) {
    results.set(index, result);
    boolean refused = result.outcome() == Outcome.REFUSED || result.outcome() == Outcome.REMAINING;
    if (change.kind() == PlannedChange.Kind.DELETE && there != null && !refused) {
      deleted.add(there);
    }
    if (result.outcome() != Outcome.REMAINING) {
      done++;
      progress.accept(
          new Progress(done, changes.size(), change.kind().sign + " " + change.clientId()));
    }
  }

  private synchronized void stopAt(RuntimeException e) {
    sideBySide.stop();
    failure = failure == null ? e : failure;
  }

  private synchronized void beforeDeletion(OAuth2Client client) {
    doomed.accept(client);
  }
}
