package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import dev.oryadmin.api.ClientsApi;
import dev.oryadmin.internal.http.Time;
import dev.oryadmin.model.OAuth2Client;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What operators and start-up scripts do with clients: make them as they should be, renew their
 * secrets without a gap, clear up after an owner, wait for the server.
 *
 * <pre>{@code
 * ClientRegistry registry = new ClientRegistry(ory);
 * registry.awaitReady(Duration.ofMinutes(1));
 * Ensured billing =
 *     registry.ensure(
 *         OAuth2Client.builder()
 *             .clientId("billing")
 *             .grantTypes(GrantType.CLIENT_CREDENTIALS)
 *             .scope("invoices.read")
 *             .build());
 * billing.secret().ifPresent(secret -> vault.store("billing", secret));
 * }
 * }</pre>
 *
 * <p>The server has no transactions across calls and no conditional writes: it reads, changes and
 * writes whole clients, so two writers at the same time can undo each other's changes, and nobody
 * is told. What is promised here holds as long as nobody else writes to the same client at the same
 * moment; calling {@link #ensure} again puts right what got lost.
 *
 * <p>Whether a secret counts is asked of the token endpoint of the public server, with a refresh
 * token that nobody has: in logs, metrics and exceptions as the operation {@code
 * oauth2TokenExchange}.
 *
 * <p>Methods throw what {@link ApiCall#execute()} throws. Immutable and safe for use by several
 * threads.
 */
public final class ClientRegistry {
  private static final int CONCURRENCY = 8;
  private static final int LARGEST_PAGE = 500;

  final ClientsApi clients;
  final SecretCheck check;
  final Time time;
  private final Pace pace;
  final @Nullable String owner;
  private final int concurrency;
  private final Set<String> rotating;

  /**
   * Creates a registry that works on the clients of one server.
   *
   * @param ory has the admin URL; with the public URL too, secrets can be checked
   * @throws IllegalStateException if the admin URL is not set
   */
  public ClientRegistry(ApiClient ory) {
    this.clients = ory.clients();
    Transport transport = ory.transport;
    this.check = new SecretCheck(transport);
    this.time = transport.settings().time();
    this.pace = transport.pace();
    this.owner = null;
    this.concurrency = CONCURRENCY;
    this.rotating = ConcurrentHashMap.newKeySet();
  }

  private ClientRegistry(ClientRegistry registry, @Nullable String owner, int concurrency) {
    this.clients = registry.clients;
    this.check = registry.check;
    this.time = registry.time;
    this.pace = registry.pace;
    this.owner = owner;
    this.concurrency = concurrency;
    this.rotating = registry.rotating;
  }

  /**
   * Returns a registry that refuses to touch clients of another owner, or of none, with an {@link
   * IllegalStateException}. Clients that it creates get this owner.
   *
   * @throws IllegalArgumentException if the owner is blank
   */
  public ClientRegistry ownedBy(String owner) {
    return new ClientRegistry(this, notBlank(owner), concurrency);
  }

  /**
   * Returns a registry that works on so many clients at a time, where it works on many; 8 unless
   * set.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public ClientRegistry concurrency(int clients) {
    if (clients < 1) {
      throw new IllegalArgumentException("concurrency is not positive: " + clients);
    }
    return new ClientRegistry(this, owner, clients);
  }

  /** Waits, before one of many calls, until the rate limits permit it. */
  void keepPace() {
    Duration pause = pace.pause();
    if (!pause.isZero()) {
      Pause.of(pause, time, null);
    }
  }

  /** What runs a task for each of many clients. */
  SideBySide sideBySide() {
    return new SideBySide(concurrency, pace, time);
  }

  /**
   * Makes sure that a client is there and has all properties that are set in {@code desired}; an
   * explicit null counts as set. The secret is used to create it only.
   *
   * @see #ensure(OAuth2Client, Collection)
   */
  public Ensured ensure(OAuth2Client desired) {
    List<Property<OAuth2Client, ?>> set = new ArrayList<>(OAuth2Client.PROPERTIES);
    set.removeIf(property -> !desired.has(property) || property == OAuth2Client.CLIENT_SECRET);
    return ensure(desired, set);
  }

  /**
   * Makes sure that a client is there and has the named properties as desired.
   *
   * @see #ensure(OAuth2Client, Collection)
   */
  @SafeVarargs
  public final Ensured ensure(
      OAuth2Client desired, Property<OAuth2Client, ?> managed, Property<OAuth2Client, ?>... more) {
    List<Property<OAuth2Client, ?>> all = new ArrayList<>();
    all.add(managed);
    for (Property<OAuth2Client, ?> another : more) {
      all.add(another);
    }
    return ensure(desired, all);
  }

  /**
   * Makes sure that a client is there and has the managed properties as desired; the others are
   * left alone.
   *
   * <p>It is found by its id if {@code desired} has one, else by owner and name. If there is none,
   * it is created from the whole of {@code desired}, with a secret made up here if it needs one: so
   * not even a create whose answer gets lost loses the secret. Its id, unless desired, is made from
   * owner and name, so that of two that create it at the same time one succeeds, and the other
   * finds it. (Servers before v2.2 choose ids themselves: there one gives way to the other.)
   *
   * <p>If there is one, it is compared by meaning. Absent, null and empty are the same, as is what
   * the server makes of them: {@code client_secret_basic}, {@code public}, {@code none}. So are
   * lists and scopes in another order, a duration in another spelling, an origin with a slash at
   * its end. Of a key set, the members of keys that this SDK knows are compared. Only what differs
   * is written, in one call: lifespans alone by {@code setLifespans}, which keeps the registration
   * token, anything else as a patch, which revokes it on servers since v25.4 (hydra#4093).
   *
   * <p>Some properties are never written: those only the server sets; the scope if none is desired,
   * as nobody knows the default of the server; the secret of an existing client, unless {@code
   * CLIENT_SECRET} is managed and the token endpoint refuses the desired one, or the client did not
   * authenticate by a secret before.
   *
   * <p>A write of unknown outcome is followed by another look at the client before anything is
   * written again. The registration token of a create whose answer was lost is lost.
   *
   * @param managed properties to compare and write; one that is absent from {@code desired} is
   *     cleared; none at all means that the client only has to be there
   * @throws IllegalArgumentException if {@code desired} has no id, and no owner and name either; or
   *     has another owner than {@link #ownedBy}
   * @throws IllegalStateException if several clients have this owner and name; if the client
   *     belongs to somebody else, see {@link #ownedBy}; if the server answers a write with success
   *     but does not take a value; if the secret is managed but can't be checked without the public
   *     URL
   * @throws TransportException also if a client was created by a call whose answer got lost, and it
   *     can't be told whether it was this one
   */
  public Ensured ensure(
      OAuth2Client desired, Collection<? extends Property<OAuth2Client, ?>> managed) {
    return new ClientReconciliation(this, findable(desired), List.copyOf(managed)).run();
  }

  /**
   * Plans what makes the clients of the server as desired; deletes nothing.
   *
   * @see #plan(Collection, PlanOptions)
   */
  public ClientPlan plan(Collection<OAuth2Client> desired) {
    return plan(desired, PlanOptions.standard());
  }

  /**
   * Plans what makes the clients of the server as desired. Reads only.
   *
   * <p>Clients are found and compared as by {@link #ensure}: by id, or else by owner and name; what
   * a desired client does not name is left alone, and an explicit null clears. Secrets are not
   * compared, and no plan holds one: when the plan is applied they are looked up in the store.
   * Clients of one owner are read by lists of 500; one that is on none of them is looked up by
   * itself, since its id may be somebody else's.
   *
   * @param desired in any order; a plan keeps it
   * @throws IllegalArgumentException if a client has no id, and no owner and name either; if one is
   *     desired twice or has another owner than {@link #ownedBy}; if {@link PlanOptions#prune} is
   *     set without an owner or anything desired
   * @throws IllegalStateException if a client belongs to somebody else, if several have the same
   *     owner and name, or if more would be deleted than the options permit
   */
  public ClientPlan plan(Collection<OAuth2Client> desired, PlanOptions options) {
    requireNonNull(options, "options == null");
    List<OAuth2Client> findable = new ArrayList<>();
    for (OAuth2Client client : desired) {
      findable.add(PublicKeys.of(findable(client)));
    }
    return new Planning(this, options).plan(findable);
  }

  /** The client of the desired id, or else all of the desired owner and name. */
  List<OAuth2Client> findDesired(OAuth2Client desired) {
    if (!ClientDifferences.isEmpty(OAuth2Client.CLIENT_ID, desired)) {
      return clients.find(desired.clientId()).stream().toList();
    }
    String name = desired.require(OAuth2Client.CLIENT_NAME);
    String ofOwner = desired.require(OAuth2Client.OWNER);
    List<OAuth2Client> found = new ArrayList<>();
    for (OAuth2Client client : clients.list(q -> q.owner(ofOwner).clientName(name))) {
      if (name.equals(client.clientName()) && ofOwner.equals(client.owner())) {
        found.add(client); // compared again, as not every database is exact
      }
    }
    return found;
  }

  /** The client with the owner of this registry, if it can be found again. */
  OAuth2Client findable(OAuth2Client desired) {
    OAuth2Client owned = owned(desired);
    boolean findable =
        !ClientDifferences.isEmpty(OAuth2Client.CLIENT_ID, owned)
            || (!isBlank(owned.owner()) && !isBlank(owned.clientName()));
    if (!findable) {
      throw new IllegalArgumentException(
          "desired has no client_id: set one, or both owner and client_name, to find it by");
    }
    return owned;
  }

  private OAuth2Client owned(OAuth2Client desired) {
    if (owner == null || owner.equals(desired.owner())) {
      return desired;
    }
    if (!isBlank(desired.owner())) {
      throw new IllegalArgumentException(
          "desired belongs to " + desired.owner() + ", this registry is for " + owner);
    }
    return desired.toBuilder().owner(owner).build();
  }

  /**
   * Gives a client a new secret without a gap: the previous one counts until the token endpoint
   * takes the new one and {@code handOut} returns, when it must be in use.
   *
   * @see #rotateSecret(String, Consumer, Predicate)
   * @throws IllegalStateException also if the public URL is not set
   */
  public Secret rotateSecret(String id, Consumer<Secret> handOut) {
    if (!check.possible()) {
      throw new IllegalStateException(
          "publicUrl is not set: it is needed to check the new secret at the token endpoint;"
              + " or pass a check of your own");
    }
    return rotateSecret(id, handOut, secret -> true);
  }

  /**
   * Gives a client a new secret without a gap: the previous one counts until the new one is in use.
   *
   * <ol>
   *   <li>The client is read: it must authenticate by a secret, and belong to {@link #ownedBy}.
   *   <li>It is given a new secret, by exactly one call.
   *   <li>If the public URL is set, the token endpoint must take the new secret: of rotations at
   *       the same time only one counts, though all are told that they succeeded. (Before the
   *       rotation it must refuse a made-up one.)
   *   <li>{@code handOut} gets it: store it, roll it out.
   *   <li>{@code inUse} says whether it has arrived everywhere.
   *   <li>The client must not have been written in between: if somebody rotated again, the next
   *       step would revoke the secret just handed out.
   *   <li>The previous secrets are revoked.
   *   <li>If the public URL is set, the token endpoint must still take the new secret: somebody
   *       else may have rotated right before the revocation, which revoked it too.
   * </ol>
   *
   * <p>If a step before the revocation fails, nothing was revoked here. Up to five previous secrets
   * count at a time: each unfinished rotation may push out an older one. Needs a server with secret
   * rotation, newer than v26.2.
   *
   * @param handOut what it throws is passed on, and nothing is revoked
   * @param inUse if false, nothing is revoked; what it throws is passed on
   * @return the new secret
   * @throws UnfinishedRotationException if the client was rotated, but a later step failed; it
   *     holds the new secret
   * @throws IllegalStateException if the client can't be rotated, or another thread is rotating it
   *     by this registry; nothing was changed then
   * @throws TransportException of the operation {@code rotateOAuth2ClientSecret}, and with {@link
   *     TransportException#mayHaveBeenSent()}, if it is unknown whether the secret was rotated: the
   *     one in use still counts, the newest may be known to nobody. It is not tried again here.
   *     Don't revoke the previous secrets; start anew when the server answers again
   */
  public Secret rotateSecret(String id, Consumer<Secret> handOut, Predicate<Secret> inUse) {
    requireNonNull(handOut, "handOut == null");
    requireNonNull(inUse, "inUse == null");
    if (!rotating.add(requireNonNull(id, "id == null"))) {
      throw new IllegalStateException("client " + id + " is being rotated by another thread");
    }
    try {
      return new SecretRotation(this, id).run(handOut, inUse);
    } finally {
      rotating.remove(id);
    }
  }

  /**
   * Gives many clients new secrets, several at a time, each by the steps of {@link
   * #rotateSecret(String, Consumer, Predicate)}.
   *
   * <p>A failure of one client does not keep the others from going on; one that would meet all,
   * such as a server that is down, lets nothing more begin. After that call it again with those
   * that are not rotated.
   *
   * @param secrets keeps each new secret as soon as it is known to count
   * @param inUse is asked once for each client, by several threads; if false, nothing is revoked
   */
  public FleetRotation rotateAll(
      Collection<String> ids, SecretStore secrets, BiPredicate<String, Secret> inUse) {
    requireNonNull(secrets, "secrets == null");
    requireNonNull(inUse, "inUse == null");
    return new FleetRotationRun(this, secrets, inUse).run(ids);
  }

  /**
   * Writes all clients, or those of {@link #ownedBy}, as JSON lines, one client a line, as they are
   * read: however many there are, little memory is needed.
   *
   * <p>Left out are secrets, registration tokens and URLs, and private members of keys. Metadata is
   * written as it is: if it holds secrets, so does the export.
   *
   * @param out is flushed but not closed
   * @throws java.io.UncheckedIOException if the stream fails
   */
  public ExportReport export(OutputStream out) {
    ClientExport export = new ClientExport(requireNonNull(out, "out == null"));
    for (OAuth2Client client : all()) {
      export.write(client);
    }
    return export.finish();
  }

  /**
   * Makes the clients of an export, on another server or of another generation.
   *
   * @see #importFrom(InputStream, SecretStore, Consumer, UnaryOperator)
   */
  public ImportReport importFrom(InputStream in, SecretStore secrets, Consumer<Progress> progress) {
    return importFrom(in, secrets, progress, UnaryOperator.identity());
  }

  /**
   * Makes the clients of an export, on another server or of another generation.
   *
   * <p>Each client gets the secret that the store has for it, or else a new one, which is stored
   * before it is sent. A client that is there already as it was exported counts as imported, so
   * that an import can be run again after a failure. One that is there and differs is left alone
   * and reported. So is what the server did not take: an older one does not know all properties.
   * Servers before v2.2 choose ids themselves; there a client is found by owner and name.
   *
   * @param in JSON lines, as {@link #export} writes them; is read to its end but not closed
   * @param rewriting is given each client before it is made, to change its id or owner
   * @throws java.io.UncheckedIOException if the stream fails
   */
  public ImportReport importFrom(
      InputStream in,
      SecretStore secrets,
      Consumer<Progress> progress,
      UnaryOperator<OAuth2Client> rewriting) {
    requireNonNull(in, "in == null");
    requireNonNull(secrets, "secrets == null");
    requireNonNull(progress, "progress == null");
    requireNonNull(rewriting, "rewriting == null");
    return new ClientImport(this, secrets, progress, rewriting).run(in);
  }

  /**
   * Plans to delete clients that nobody seems to use. Reads only.
   *
   * <p>A plan of very many clients is better written as it is made: {@link #sweep(Sweep,
   * OutputStream)}. When it is applied each client is read again, and left alone if it changed.
   *
   * @throws IllegalStateException if nothing says which clients are in use
   */
  public ClientPlan sweep(Sweep sweep) {
    List<PlannedChange> deletions = new ArrayList<>();
    sweep(sweep, deletions::add);
    return new ClientPlan(this, deletions);
  }

  /**
   * Plans like {@link #sweep(Sweep)} and writes the plan as JSON while it is made, so that little
   * memory is needed.
   *
   * @param plan is flushed but not closed
   * @return how many clients the plan deletes
   * @throws IllegalStateException if nothing says which clients are in use
   * @throws java.io.UncheckedIOException if the stream fails
   */
  public long sweep(Sweep sweep, OutputStream plan) {
    PlanWriter writer = new PlanWriter(plan, owner);
    sweep(sweep, writer::write);
    return writer.finish();
  }

  private void sweep(Sweep sweep, Consumer<PlannedChange> deletions) {
    sweep.checkEvidence();
    Instant now = time.now();
    for (OAuth2Client client : all()) {
      if (sweep.dooms(client, now)) {
        deletions.accept(PlannedChange.delete(client));
      }
    }
  }

  /** All clients, or those of the owner; compared again, as not every database is exact. */
  private Iterable<OAuth2Client> all() {
    String only = owner;
    if (only == null) {
      return clients.list(query -> query.pageSize(LARGEST_PAGE));
    }
    return () ->
        clients.list(query -> query.owner(only).pageSize(LARGEST_PAGE)).stream()
            .filter(client -> only.equals(client.owner()))
            .iterator();
  }

  /**
   * Deletes all clients of an owner, with all their tokens.
   *
   * <p>Each one is read again right before it is deleted, and left alone if it has another owner by
   * then. When this returns, the list of this owner's clients was empty, or twice in a row showed
   * only some that were not theirs, or not there, when read again. It can be called again after a
   * failure.
   *
   * @return the clients that were deleted, as they were
   * @throws IllegalArgumentException if the owner is blank, or another than {@link #ownedBy}
   * @throws IllegalStateException if all were deleted but those whose ids no URL can hold: blank, a
   *     dot or two, or with a slash at the end
   */
  public List<OAuth2Client> deleteAllOwnedBy(String owner) {
    notBlank(owner);
    if (this.owner != null && !this.owner.equals(owner)) {
      throw new IllegalArgumentException(
          "owner is " + owner + ", this registry is for " + this.owner);
    }
    return new OwnerClearance(clients, owner).run();
  }

  /**
   * Waits until the server answers a list of clients: then it is up, has its database, and the
   * settings of the client are right.
   *
   * <p>Broken connections, status 429 and 5xx are waited out; anything else is thrown at once, as
   * waiting would not help.
   *
   * @param atMost how long to wait
   * @throws TransportException if it is not ready by then; the message says what was wrong last
   * @throws IllegalArgumentException if the time is not positive
   */
  public void awaitReady(Duration atMost) {
    if (requireNonNull(atMost, "atMost == null").isNegative() || atMost.isZero()) {
      throw new IllegalArgumentException("atMost is not positive: " + atMost);
    }
    new ReadinessWait(clients, time).atMost(atMost);
  }

  /** True if a write may have been carried out all the same. */
  static boolean outcomeUnknown(OryException failure) {
    if (Thread.currentThread().isInterrupted()) {
      return false; // maybe, but there will be no other call to find out
    }
    return failure instanceof DecodeException
        || (failure instanceof TransportException transport && transport.mayHaveBeenSent())
        || (failure instanceof ServerException answered && answered.status() > 500);
  }

  static String foreign(OAuth2Client client, String owner) {
    String whose = isBlank(client.owner()) ? "nobody" : client.owner();
    return "client " + client.clientId() + " belongs to " + whose + ", not to " + owner;
  }

  private static String notBlank(String owner) {
    if (isBlank(requireNonNull(owner, "owner == null"))) {
      throw new IllegalArgumentException("owner is blank: the server would take it for any owner");
    }
    return owner;
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
