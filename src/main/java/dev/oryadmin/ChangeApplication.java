package dev.oryadmin;

import static dev.oryadmin.model.OAuth2Client.CLIENT_SECRET;
import static dev.oryadmin.model.OAuth2Client.TOKEN_ENDPOINT_AUTH_METHOD;
import static java.util.Objects.requireNonNull;

import dev.oryadmin.AppliedPlan.Outcome;
import dev.oryadmin.AppliedPlan.Result;
import dev.oryadmin.api.ClientsApi;
import dev.oryadmin.model.OAuth2Client;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes one {@link PlannedChange}: reads the client, checks that it is still as the plan assumes,
 * and writes. If the outcome of the write is unknown, it reads the client again. Used by one
 * thread.
 */
final class ChangeApplication {
  private static final int ROUNDS = 4;

  private final ClientRegistry registry;
  private final ClientsApi clients;
  private final PlannedChange change;
  private final SecretStore secrets;
  private final Consumer<OAuth2Client> doomed;

  /** Whether a write was begun whose outcome is unknown. */
  private boolean open;

  private @Nullable OAuth2Client there;

  ChangeApplication(
      ClientRegistry registry,
      PlannedChange change,
      SecretStore secrets,
      Consumer<OAuth2Client> doomed) {
    this.registry = registry;
    this.clients = registry.clients;
    this.change = change;
    this.secrets = secrets;
    this.doomed = doomed;
  }

  /**
   * Returns the result of the change.
   *
   * @param affectingAll is given a failure that would affect the other changes too, of the server,
   *     of the store, or of what takes the doomed
   */
  Result result(Consumer<RuntimeException> affectingAll) {
    try {
      return run();
    } catch (BadRequestException | ConflictException e) {
      return refused(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      if (e instanceof IllegalArgumentException && !open) { // an id that no URL can hold
        return refused(String.valueOf(e.getMessage()));
      }
      affectingAll.accept(e);
      return new Result(open ? Outcome.UNKNOWN : Outcome.REMAINING, e.getMessage());
    }
  }

  private Result run() {
    return switch (change.kind()) {
      case CREATE -> create();
      case UPDATE -> update();
      case DELETE -> delete();
    };
  }

  /** Returns the client that was created, found in its place, or to be deleted; or null. */
  @Nullable OAuth2Client there() {
    return there;
  }

  /** Whether a write that failed may have been made, though no call could find out. */
  private static boolean isUnclear(OryException e) {
    return e instanceof ServerException || Thread.currentThread().isInterrupted();
  }

  private static Result applied(@Nullable String note) {
    return new Result(Outcome.APPLIED, note);
  }

  private static Result refused(String reason) {
    return new Result(Outcome.REFUSED, reason);
  }

  private Result create() {
    OAuth2Client desired = requireNonNull(change.after());
    List<OAuth2Client> found = registry.findDesired(desired);
    if (!found.isEmpty()) {
      return alreadyThere(desired, found);
    }
    OAuth2Client.Builder whole = desired.toBuilder();
    if (SecretCheck.appliesTo(desired)) {
      whole.set(CLIENT_SECRET, secret(otherKey(desired)));
    }
    ClientReconciliation creation = new ClientReconciliation(registry, whole.build(), List.of());
    Ensured made;
    open = true;
    try {
      made = creation.runFromCreation();
    } catch (BadRequestException | ConflictException e) {
      return refused(String.valueOf(e.getMessage()));
    } catch (IllegalStateException e) { // several of this name, another owner, or no proof
      return refused(String.valueOf(e.getMessage()));
    } catch (OryException e) {
      open = creation.mayHaveCreated() || isUnclear(e);
      throw e;
    }
    open = false;
    there = made.client();
    return made.outcome() == Ensured.Outcome.CREATED
        ? notTaken(desired, made.client())
        : alreadyThere(desired, List.of(made.client()));
  }

  /**
   * Handles a client that exists although the plan creates it: an earlier run or somebody else has
   * created it.
   */
  private Result alreadyThere(OAuth2Client desired, List<OAuth2Client> found) {
    OAuth2Client actual = found.get(0);
    there = actual;
    if (found.size() > 1) {
      return refused("several clients have this owner and name");
    }
    String foreign = foreign(actual);
    if (foreign != null) {
      return refused(foreign);
    }
    if (!ClientDifferences.between(desired, actual, change.properties()).isEmpty()) {
      return refused("somebody else has created it, and it differs from what is desired");
    }
    Optional<Secret> known =
        SecretCheck.appliesTo(actual) ? known(otherKey(desired)) : Optional.empty();
    if (known.isPresent() && registry.check.permitted()) {
      return registry.check.counts(actual, known.get())
          ? applied("it existed already")
          : refused("it exists already, but the stored secret is not valid");
    }
    return applied("it existed already; its stored secret was not checked");
  }

  private Result notTaken(OAuth2Client desired, OAuth2Client made) {
    Set<Property<OAuth2Client, ?>> missing =
        ClientDifferences.between(desired, made, change.properties());
    return missing.isEmpty() ? applied(null) : refused("created, but " + notTaken(missing));
  }

  private static String notTaken(Set<Property<OAuth2Client, ?>> missing) {
    return "the server did not store "
        + missing.stream().map(Property::name).toList()
        + ": it may be too old for these properties";
  }

  /**
   * Returns the secret of a client that has none yet, and stores it before it is sent. If the
   * program is killed in between, the stored secret is unused and is found the next time.
   */
  private Secret secret(String otherKey) {
    return known(otherKey)
        .orElseGet(
            () -> secrets.storeIfAbsent(change.clientId(), Secret.of(ClientCreation.newSecret())));
  }

  /**
   * Looks a secret up. A client may have been created by its name, and be known by its id now, or
   * the other way round.
   */
  private Optional<Secret> known(String otherKey) {
    String key = change.clientId();
    Optional<Secret> known = secrets.find(key);
    return known.isPresent() || otherKey.equals(key) ? known : secrets.find(otherKey);
  }

  private static String otherKey(OAuth2Client desired) {
    return ClientDifferences.isEmpty(OAuth2Client.CLIENT_ID, desired)
        ? ClientCreation.idOfName(desired)
        : desired.clientId();
  }

  private @Nullable String foreign(OAuth2Client actual) {
    String owner = registry.owner;
    return owner == null || owner.equals(actual.owner())
        ? null
        : ClientRegistry.foreign(actual, owner) + ": not changed";
  }

  private Result update() {
    OAuth2Client desired = requireNonNull(change.after());
    String expected = change.fingerprint;
    Optional<OAuth2Client> found = clients.find(change.clientId());
    @Nullable OryException unclear = null;
    for (int round = 1; round <= ROUNDS && found.isPresent(); round++) {
      OAuth2Client actual = found.get();
      String foreign = foreign(actual);
      if (foreign != null) {
        return refused(foreign);
      }
      Set<Property<OAuth2Client, ?>> differing =
          ClientDifferences.between(desired, actual, change.properties());
      if (differing.isEmpty()) {
        return applied(null);
      }
      if (!ClientDifferences.fingerprint(actual).equals(expected)) {
        return refused("it has changed since the plan was made: plan again");
      }
      OAuth2Client answer;
      open = true;
      try {
        answer = write(desired, actual, differing);
      } catch (NotFoundException e) {
        return refused("it has been deleted since the plan was made");
      } catch (OryException e) {
        if (!ClientRegistry.outcomeUnknown(e)) {
          open = isUnclear(e);
          throw e;
        }
        unclear = e;
        found = clients.find(change.clientId());
        continue;
      }
      open = false;
      Set<Property<OAuth2Client, ?>> left =
          ClientDifferences.between(desired, answer, change.properties());
      if (left.isEmpty()) {
        return applied(alsoChanged(actual, answer));
      }
      if (left.equals(differing)) {
        return refused(notTaken(left));
      }
      expected =
          ClientDifferences.fingerprint(answer); // old servers clear lifespans by one more call
      found = Optional.of(answer);
    }
    if (unclear != null && found.isPresent()) {
      throw unclear;
    }
    return refused("it has been deleted since the plan was made");
  }

  private OAuth2Client write(
      OAuth2Client desired, OAuth2Client actual, Set<Property<OAuth2Client, ?>> differing) {
    OAuth2Client values = desired;
    Set<Property<OAuth2Client, ?>> written = new LinkedHashSet<>(differing);
    boolean begins =
        differing.contains(TOKEN_ENDPOINT_AUTH_METHOD)
            && SecretCheck.appliesTo(desired)
            && !SecretCheck.appliesTo(actual);
    if (begins) { // otherwise a secret that nobody knows would be valid
      Secret secret = secret(actual.owner() + "/" + actual.clientName());
      values = desired.toBuilder().set(CLIENT_SECRET, secret).build();
      written.add(CLIENT_SECRET);
    }
    return new ClientUpdate(values, actual, written).send(clients);
  }

  /**
   * Returns which properties somebody else has written between the read and the write; null if
   * none.
   */
  private @Nullable String alsoChanged(OAuth2Client read, OAuth2Client answer) {
    Set<Property<OAuth2Client, ?>> others = new LinkedHashSet<>(OAuth2Client.PROPERTIES);
    others.removeAll(change.properties());
    List<String> names =
        ClientDifferences.between(read, answer, others).stream().map(Property::name).toList();
    return names.isEmpty() ? null : "somebody else changed " + names + " at the same time";
  }

  private Result delete() {
    OryException unclear = null;
    for (int round = 1; round <= ROUNDS; round++) {
      Optional<OAuth2Client> found = clients.find(change.clientId());
      if (found.isEmpty()) {
        return applied(there == null ? "it was gone already" : null);
      }
      OAuth2Client actual = found.get();
      String foreign = foreign(actual);
      if (foreign != null) {
        return refused(foreign);
      }
      if (!ClientDifferences.fingerprint(actual).equals(change.fingerprint)) {
        return refused("it has changed since the plan was made: plan again");
      }
      if (there == null) {
        doomed.accept(actual);
        there = actual;
      }
      open = true;
      try {
        clients.delete(change.clientId());
        return applied(null);
      } catch (OryException e) {
        boolean gone = e instanceof NotFoundException missing && missing.resourceMissing();
        if (!gone && !ClientRegistry.outcomeUnknown(e)) {
          open = isUnclear(e);
          throw e;
        }
        unclear = e;
      }
    }
    throw requireNonNull(unclear);
  }
}
