package dev.oryadmin;

import static dev.oryadmin.model.OAuth2Client.CLIENT_SECRET;
import static dev.oryadmin.model.OAuth2Client.TOKEN_ENDPOINT_AUTH_METHOD;

import dev.oryadmin.api.ClientsApi;
import dev.oryadmin.internal.http.Time;
import dev.oryadmin.model.OAuth2Client;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@link ClientRegistry#ensure}: finds the client, compares it and writes the
 * differences.
 *
 * <p>If the outcome of a write is unknown, or somebody else was faster, another round reads the
 * client again before it writes. Used by one thread.
 */
final class ClientReconciliation {
  private static final int ROUNDS = 6;
  private static final int LOOKS = 3;
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);

  private final ClientRegistry registry;
  private final ClientsApi clients;
  private final SecretCheck check;
  private final Time time;
  private final @Nullable String owner;
  private final OAuth2Client desired;
  private final Collection<Property<OAuth2Client, ?>> managed;
  private final Set<Property<OAuth2Client, ?>> changed = new LinkedHashSet<>();
  private final ClientCreation creation;
  private boolean creationUnclear;
  private int ambiguities;
  private @Nullable String twin;
  private @Nullable RuntimeException failure;

  ClientReconciliation(
      ClientRegistry registry,
      OAuth2Client desired,
      Collection<Property<OAuth2Client, ?>> managed) {
    this.registry = registry;
    this.clients = registry.clients;
    this.check = registry.check;
    this.time = registry.time;
    this.owner = registry.owner;
    this.desired = desired;
    this.managed = managed;
    this.creation = new ClientCreation(desired);
  }

  /** The same, right after a look that found no such client: begins by creating it. */
  Ensured runFromCreation() {
    Ensured made = create();
    return made == null ? run() : made;
  }

  Ensured run() {
    for (int round = 1; ; round++) {
      Ensured done = round();
      if (done != null) {
        return done;
      }
      if (round == ROUNDS && failure != null) {
        throw failure;
      }
      long wait = FIRST_WAIT.toNanos() << round;
      Pause.of(Duration.ofNanos(wait + (long) (wait * time.random())), time, null);
    }
  }

  /** Returns true if a client may exist that this run created without knowing of it. */
  boolean mayHaveCreated() {
    return creationUnclear || twin != null;
  }

  /** Deletes the duplicate that this run created; returns false if that has to be tried again. */
  private boolean deletedTwin(String id) {
    try {
      clients.delete(id);
    } catch (OryException e) {
      boolean gone = e instanceof NotFoundException missing && missing.resourceMissing();
      if (!gone) {
        failure =
            new IllegalStateException(
                "client "
                    + id
                    + " was created although an older one has the same owner and name, and could"
                    + " not be deleted: delete it ("
                    + e.getMessage()
                    + ")",
                e);
        return false;
      }
    }
    twin = null;
    return true;
  }

  /** Makes one round; returns null if another one is needed. */
  private @Nullable Ensured round() {
    String younger = twin;
    if (younger != null && !deletedTwin(younger)) {
      return null;
    }
    List<OAuth2Client> found;
    try {
      found = find();
    } catch (ServerException | TransportException | RateLimitedException e) {
      keepCreation(e);
      return null;
    }
    if (found.size() > 1) {
      keepLooking(ambiguous(found));
      return null;
    }
    if (found.isEmpty()) {
      return create();
    }
    return creationUnclear ? claim(found.get(0)) : update(found.get(0));
  }

  /**
   * Throws a failure to read, unless this run may have created the client: it may be readable in
   * another round, and giving up would lose a secret.
   */
  private void keepCreation(OryException e) {
    if (!creationUnclear || Thread.currentThread().isInterrupted()) {
      throw e;
    }
  }

  /**
   * Throws an ambiguity that lasts: one of two clients of the same name may be gone in another
   * round. See {@link #settle}.
   */
  private void keepLooking(IllegalStateException ambiguity) {
    failure = ambiguity;
    if (++ambiguities == LOOKS) {
      throw ambiguity;
    }
  }

  private List<OAuth2Client> find() {
    List<OAuth2Client> found = registry.findDesired(desired);
    List<OAuth2Client> ours = found.stream().filter(creation::isUnmistakably).toList();
    return ours.isEmpty() ? found : ours;
  }

  static IllegalStateException ambiguous(List<OAuth2Client> found) {
    List<String> ids = found.stream().limit(5).map(OAuth2Client::clientId).toList();
    return new IllegalStateException(
        found.size()
            + " clients have this owner and name: set client_id to one of "
            + ids
            + ", or delete the others");
  }

  private @Nullable Ensured create() {
    if (failure instanceof ConflictException conflict
        && conflict.reason() == ConflictException.Reason.ID_TAKEN) {
      creation.idTaken(); // the id is taken, but no client of this name was found
    }
    try {
      OAuth2Client made = write(() -> clients.create(creation.request()));
      if (made != null) {
        made = complete(made);
      }
      if (made != null) {
        return settle(made);
      }
      creationUnclear |= !(failure instanceof ConflictException);
      return null;
    } catch (BadRequestException e) {
      if (creation.withoutId(e)) {
        return create();
      }
      throw e;
    }
  }

  /**
   * Adds to an answer what it leaves out; returns null if the id is unknown, so that the client has
   * to be searched for.
   */
  private @Nullable OAuth2Client complete(OAuth2Client made) {
    OAuth2Client.Builder whole = made.toBuilder();
    if (ClientDifferences.isEmpty(CLIENT_SECRET, made) && creation.secret() != null) {
      whole.set(CLIENT_SECRET, creation.secret());
    }
    if (ClientDifferences.isEmpty(OAuth2Client.CLIENT_ID, made)) {
      String id = creation.request().get(OAuth2Client.CLIENT_ID);
      if (id == null) {
        failure = new IllegalStateException("the client was created, but the answer has no id");
        return null;
      }
      whole.clientId(id);
    }
    return whole.build();
  }

  /**
   * Decides whether a client that was found after a create of unknown outcome is the one that this
   * run created.
   */
  private @Nullable Ensured claim(OAuth2Client found) {
    Secret secret = creation.secret();
    boolean ours = creation.isUnmistakably(found);
    if (!ours && secret != null && SecretCheck.appliesTo(found)) {
      if (!check.permitted()) {
        checkSecretKnown(found);
      }
      try {
        ours = check.permitted() && check.counts(found, secret);
      } catch (SecretCheck.NoProofException e) {
        failure = e;
        checkSecretKnown(found);
      } catch (OryException e) {
        keepCreation(e);
        return null;
      }
    }
    if (ours) {
      OAuth2Client.Builder known = found.toBuilder();
      return settle(secret == null ? found : known.set(CLIENT_SECRET, secret).build());
    }
    creationUnclear = false;
    return update(found);
  }

  /** Checks that the caller knows the secret. Then it does not matter whether it is valid. */
  private void checkSecretKnown(OAuth2Client found) {
    if (desired.clientSecret() == null) {
      throw lostSecret(found);
    }
  }

  private TransportException lostSecret(OAuth2Client found) {
    return new TransportException(
        "outcome unknown: client "
            + found.clientId()
            + " exists now, but perhaps another program created it, so its secret is unknown. Set"
            + " publicUrl (with https) and call ensure again, or give the client a new secret",
        failure,
        true,
        failure instanceof OryException e ? e.facts() : CallFacts.NONE);
  }

  /**
   * Deletes the client just created if there is an older one of the same owner and name. That one
   * was created by other means, or on a server that does not accept ids, where nothing else
   * prevents duplicates.
   */
  private @Nullable Ensured settle(OAuth2Client made) {
    if (ClientDifferences.isEmpty(OAuth2Client.CLIENT_ID, desired)) {
      List<OAuth2Client> found;
      boolean second;
      try {
        found = registry.findDesired(desired);
        second = hasElder(made, found);
      } catch (OryException | NoSuchElementException e) {
        return Ensured.created(
            made); // losing its secret is worse than a duplicate, which is noticed later
      }
      if (second) {
        failure = ambiguous(found);
        twin = made.clientId(); // nobody knows it yet
        deletedTwin(made.clientId());
        return null;
      }
    }
    return Ensured.created(made);
  }

  private static boolean hasElder(OAuth2Client made, List<OAuth2Client> found) {
    Instant created = made.require(OAuth2Client.CREATED_AT);
    return found.stream()
        .filter(client -> !client.clientId().equals(made.clientId()))
        .anyMatch(client -> !client.require(OAuth2Client.CREATED_AT).isAfter(created));
  }

  private @Nullable Ensured update(OAuth2Client actual) {
    if (owner != null && !owner.equals(actual.owner())) {
      throw new IllegalStateException(ClientRegistry.foreign(actual, owner) + ": not changed");
    }
    Set<Property<OAuth2Client, ?>> differing = ClientDifferences.between(desired, actual, managed);
    if (secretDiffers(actual, differing)) {
      differing.add(CLIENT_SECRET);
    }
    if (differing.isEmpty()) {
      return Ensured.found(withNewSecret(actual), changed);
    }
    changed.addAll(differing);
    OAuth2Client answer = write(() -> new ClientUpdate(desired, actual, differing).send(clients));
    if (answer == null) {
      return null;
    }
    Set<Property<OAuth2Client, ?>> remaining = ClientDifferences.between(desired, answer, managed);
    if (remaining.isEmpty()) {
      return Ensured.found(withNewSecret(answer), changed);
    }
    failure = notTaken(answer, remaining);
    if (remaining.equals(differing)) {
      throw failure;
    }
    return null; // servers before v25.4 clear lifespans by setLifespans only (hydra#3510)
  }

  /**
   * Writes; returns null if the outcome is unknown or somebody else was faster, so that the client
   * has to be read again.
   */
  private @Nullable OAuth2Client write(Supplier<OAuth2Client> call) {
    try {
      return call.get();
    } catch (OryException e) {
      boolean raced =
          e instanceof ConflictException
              || (e instanceof NotFoundException missing && missing.resourceMissing());
      if (!raced && !ClientRegistry.outcomeUnknown(e)) {
        throw e;
      }
      failure = e;
      return null;
    }
  }

  private OAuth2Client withNewSecret(OAuth2Client client) {
    return changed.contains(CLIENT_SECRET)
        ? client.toBuilder().set(CLIENT_SECRET, desired.clientSecret()).build()
        : client;
  }

  private boolean secretDiffers(OAuth2Client actual, Set<Property<OAuth2Client, ?>> differing) {
    Secret secret = desired.clientSecret();
    OAuth2Client method = differing.contains(TOKEN_ENDPOINT_AUTH_METHOD) ? desired : actual;
    if (!managed.contains(CLIENT_SECRET)
        || secret == null
        || secret.reveal().isEmpty()
        || !SecretCheck.appliesTo(method)) {
      return false;
    }
    if (!SecretCheck.appliesTo(actual)) {
      return true; // the token endpoint accepts no secret before the method is written
    }
    if (!check.possible()) {
      throw new IllegalStateException(
          "client_secret is managed but can't be compared: set publicUrl, or leave it out of the"
              + " managed properties");
    }
    return !check.counts(actual, secret);
  }

  private static IllegalStateException notTaken(
      OAuth2Client client, Set<Property<OAuth2Client, ?>> remaining) {
    List<String> names = remaining.stream().map(Property::name).toList();
    return new IllegalStateException(
        "client "
            + client.clientId()
            + " was written, but the server did not store "
            + names
            + ": it may be too old for these properties");
  }
}
