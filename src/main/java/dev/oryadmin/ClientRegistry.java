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
 * Manages clients for operators and start-up scripts: makes sure that they exist as desired,
 * rotates their secrets so that one known secret is valid at every moment, plans changes of many
 * clients, and waits for the server.
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
 * <p>The server has no transactions across calls and no conditional writes. It reads, changes and
 * stores whole clients. So if two programs write to one client at the same time, one write can undo
 * the other, and neither program gets an error. The methods here keep their promises as long as
 * nobody else writes to the same client at the same moment. Calling {@link #ensure} again repairs
 * what was lost.
 *
 * <p>To check a secret, the registry sends it to the token endpoint of the public server, with a
 * made-up refresh token. The error in the answer shows whether the secret was accepted. Logs,
 * metrics and exceptions show this as the operation {@code oauth2TokenExchange}.
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
   * Creates a registry for the clients of one server.
   *
   * @param ory needs the admin URL; with the public URL too, secrets can be checked
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
   * Returns a registry for the clients of one owner. It refuses to change clients of another owner
   * or without an owner, by an {@link IllegalStateException}. Clients that it creates get this
   * owner.
   *
   * @throws IllegalArgumentException if the owner is blank
   */
  public ClientRegistry ownedBy(String owner) {
    return new ClientRegistry(this, notBlank(owner), concurrency);
  }

  /**
   * Returns a registry that handles up to so many clients at the same time when it applies a plan,
   * imports or rotates many. The default is 8.
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
   * Makes sure that a client exists and has all properties that are set in {@code desired}; an
   * explicit null counts as set. The secret is used only if the client is created.
   *
   * @see #ensure(OAuth2Client, Collection)
   */
  public Ensured ensure(OAuth2Client desired) {
    List<Property<OAuth2Client, ?>> set = new ArrayList<>(OAuth2Client.PROPERTIES);
    set.removeIf(property -> !desired.has(property) || property == OAuth2Client.CLIENT_SECRET);
    return ensure(desired, set);
  }

  /**
   * Makes sure that a client exists and has the named properties as desired.
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
   * Makes sure that a client exists and has the managed properties as desired. Other properties are
   * left alone.
   *
   * <p><b>Finding.</b> The client is found by its id if {@code desired} has one, otherwise by owner
   * and name.
   *
   * <p><b>Creating.</b> If there is none, it is created from all of {@code desired}. If it needs a
   * secret and {@code desired} has none, one is generated before the call. So no secret is lost if
   * the answer is lost. If {@code desired} has no id, the id is made from owner and name. So if two
   * programs create the client at the same time, one succeeds and the other finds it. (Servers
   * before v2.2 choose ids themselves. There, one of the two deletes its client again.)
   *
   * <p><b>Comparing.</b> An existing client is compared by meaning. Absent, null, empty and the
   * server's default are equal. Defaults are {@code client_secret_basic} for {@code
   * token_endpoint_auth_method}, {@code public} for {@code subject_type}, and {@code none} for
   * {@code userinfo_signed_response_alg}. The order of lists and scopes, the spelling of durations
   * and a slash at the end of an origin don't matter. Of a key set, the members that this SDK knows
   * are compared.
   *
   * <p><b>Writing.</b> Only differences are written, in one call. If only lifespans differ, that
   * call is {@code setLifespans}, which keeps the registration token. Otherwise it is a patch,
   * which revokes the registration token on servers since v25.4 (hydra#4093).
   *
   * <p>Some properties are never written: read-only ones; the scope if none is desired, because the
   * server's default is unknown; and the secret of an existing client. The secret is written only
   * if {@code CLIENT_SECRET} is managed, and either the token endpoint refuses the desired one or
   * the client did not authenticate by a secret before.
   *
   * <p>If the outcome of a write is unknown, the client is read again before anything else is
   * written. If the answer of a create is lost, the registration token is lost too.
   *
   * @param managed properties to compare and write; one that is absent from {@code desired} is
   *     cleared; if there are none, the client only has to exist
   * @throws IllegalArgumentException if {@code desired} has neither an id nor both owner and name,
   *     or has another owner than {@link #ownedBy}
   * @throws IllegalStateException if several clients have this owner and name; if the client
   *     belongs to somebody else, see {@link #ownedBy}; if the server reports success but does not
   *     store a value; if the secret is managed but can't be checked because the public URL is not
   *     set
   * @throws TransportException also if the answer of a create was lost and it is unknown who
   *     created the client
   */
  public Ensured ensure(
      OAuth2Client desired, Collection<? extends Property<OAuth2Client, ?>> managed) {
    return new ClientReconciliation(this, findable(desired), List.copyOf(managed)).run();
  }

  /**
   * Plans the changes after which the server's clients are as desired. The plan deletes nothing.
   *
   * @see #plan(Collection, PlanOptions)
   */
  public ClientPlan plan(Collection<OAuth2Client> desired) {
    return plan(desired, PlanOptions.standard());
  }

  /**
   * Plans the changes after which the server's clients are as desired. Reads only.
   *
   * <p>Clients are found and compared as by {@link #ensure}: by id, otherwise by owner and name.
   * Properties that a desired client does not set are left alone, and an explicit null clears.
   * Secrets are not compared, and a plan holds none: they are looked up in the store when the plan
   * is applied.
   *
   * <p>The clients of one owner are read in pages of 500. A desired client that is not among them
   * is looked up on its own, because its id may belong to somebody else.
   *
   * @param desired the desired clients in any order; the plan keeps that order
   * @throws IllegalArgumentException if a client has neither an id nor both owner and name; if one
   *     is desired twice or has another owner than {@link #ownedBy}; if {@link PlanOptions#prune}
   *     is set without an owner or without a desired client
   * @throws IllegalStateException if a client belongs to somebody else, if several have the same
   *     owner and name, or if the plan would delete more than the options permit
   */
  public ClientPlan plan(Collection<OAuth2Client> desired, PlanOptions options) {
    requireNonNull(options, "options == null");
    List<OAuth2Client> findable = new ArrayList<>();
    for (OAuth2Client client : desired) {
      findable.add(PublicKeys.of(findable(client)));
    }
    return new Planning(this, options).plan(findable);
  }

  /** Returns the client of the desired id, otherwise all clients of the desired owner and name. */
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

  /**
   * Returns the desired client with the owner of this registry, after checking that it can be found
   * again.
   */
  OAuth2Client findable(OAuth2Client desired) {
    OAuth2Client owned = owned(desired);
    boolean findable =
        !ClientDifferences.isEmpty(OAuth2Client.CLIENT_ID, owned)
            || (!isBlank(owned.owner()) && !isBlank(owned.clientName()));
    if (!findable) {
      throw new IllegalArgumentException(
          "desired can't be found on the server: set client_id, or owner and client_name");
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
   * Gives a client a new secret without a gap: the previous secret is valid until the token
   * endpoint accepts the new one and {@code handOut} has returned. By then the new secret must be
   * in use.
   *
   * @see #rotateSecret(String, Consumer, Predicate)
   * @throws IllegalStateException also if the public URL is not set
   */
  public Secret rotateSecret(String id, Consumer<Secret> handOut) {
    if (!check.possible()) {
      throw new IllegalStateException(
          "publicUrl is not set: the new secret is checked at the token endpoint;"
              + " set it, or pass a check of your own");
    }
    return rotateSecret(id, handOut, secret -> true);
  }

  /**
   * Gives a client a new secret without a gap: the previous secret is valid until the new one is in
   * use.
   *
   * <ol>
   *   <li>The client is read. It must authenticate by a secret, and belong to {@link #ownedBy}. If
   *       the public URL is set, the token endpoint must refuse a made-up secret.
   *   <li>The server generates a new secret, by exactly one call.
   *   <li>If the public URL is set, the token endpoint must accept the new secret. If two programs
   *       rotate at the same time, both calls succeed, but only one secret is valid.
   *   <li>{@code handOut} gets the new secret: store it and deploy it.
   *   <li>{@code inUse} returns whether it has arrived everywhere.
   *   <li>The client must not have been written since step 2. If somebody else has rotated it, step
   *       7 would revoke the secret just handed out.
   *   <li>The previous secrets are revoked.
   *   <li>If the public URL is set, the token endpoint must still accept the new secret. A rotation
   *       by somebody else right before step 7 would have revoked it.
   * </ol>
   *
   * <p>If a step before step 7 fails, the SDK has revoked no secret. But the server keeps only five
   * previous secrets, so each unfinished rotation may revoke the oldest. Needs a server with secret
   * rotation, newer than v26.2.
   *
   * @param handOut if it throws, the exception is passed on and nothing is revoked
   * @param inUse if it returns false or throws, nothing is revoked; an exception is passed on
   * @return the new secret
   * @throws UnfinishedRotationException if the client was rotated, but a later step failed; it
   *     holds the new secret
   * @throws IllegalStateException if the client can't be rotated, or if another thread is rotating
   *     it by this registry; nothing was changed then. Also if the answer of the rotation has no
   *     secret: then the client was rotated and nobody knows the new secret
   * @throws TransportException if it is unknown whether the secret was rotated: its operation is
   *     {@code rotateOAuth2ClientSecret}, and {@link TransportException#mayHaveBeenSent()} is true.
   *     The secret in use is still valid, but nobody may know the newest one. Don't revoke previous
   *     secrets; start again when the server answers
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
   * <p>If one client fails, the others go on. If a failure would affect all clients, such as a
   * server that is down, no further client is started. Afterwards, call it again with the clients
   * that are not rotated.
   *
   * @param secrets stores each new secret as soon as it is known to be valid
   * @param inUse is asked once for each client, by several threads; if it returns false, nothing is
   *     revoked
   */
  public FleetRotation rotateAll(
      Collection<String> ids, SecretStore secrets, BiPredicate<String, Secret> inUse) {
    requireNonNull(secrets, "secrets == null");
    requireNonNull(inUse, "inUse == null");
    return new FleetRotationRun(this, secrets, inUse).run(ids);
  }

  /**
   * Writes all clients, or those of {@link #ownedBy}, as JSON lines: one client on each line, as
   * the server returns it. It needs little memory, however many clients there are.
   *
   * <p>It leaves out secrets, registration tokens and registration URLs, and private members of
   * keys. Metadata is written unchanged: if it contains secrets, so does the export.
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
   * Creates the clients of an export on another server, which may be of another version.
   *
   * @see #importFrom(InputStream, SecretStore, Consumer, UnaryOperator)
   */
  public ImportReport importFrom(InputStream in, SecretStore secrets, Consumer<Progress> progress) {
    return importFrom(in, secrets, progress, UnaryOperator.identity());
  }

  /**
   * Creates the clients of an export on another server, which may be of another version.
   *
   * <p>Each client gets its secret from the store. If the store has none, a new one is generated,
   * and stored before it is sent.
   *
   * <p>A client that exists as it was exported counts as imported. So an import can be run again
   * after a failure. A client that exists and differs is left alone and reported. A client of which
   * the server did not store everything is reported too, because older servers do not know all
   * properties. Servers before v2.2 choose ids themselves; there a client is found by owner and
   * name, and of several with the same owner and name only one is imported.
   *
   * @param in JSON lines, as {@link #export} writes them; is read to its end but not closed
   * @param rewriting is given each client before it is created, and may change its id or owner
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
   * Plans to delete clients that seem to be unused. Reads only.
   *
   * <p>If there are very many, write the plan while it is made: {@link #sweep(Sweep,
   * OutputStream)}. When the plan is applied, each client is read again, and left alone if it has
   * changed.
   *
   * @throws IllegalStateException if the sweep does not say which clients are in use
   */
  public ClientPlan sweep(Sweep sweep) {
    List<PlannedChange> deletions = new ArrayList<>();
    sweep(sweep, deletions::add);
    return new ClientPlan(this, deletions);
  }

  /**
   * Plans like {@link #sweep(Sweep)} and writes the plan as JSON while it is made, so that it needs
   * little memory.
   *
   * @param plan is flushed but not closed
   * @return how many clients the plan deletes
   * @throws IllegalStateException if the sweep does not say which clients are in use
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

  /**
   * Returns all clients, or those of the owner. Owners are compared again, because not every
   * database compares them exactly.
   */
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
   * <p>Each client is read again right before it is deleted, and left alone if it has another owner
   * by then. This returns when the list of the owner's clients is empty, or when it shows twice in
   * a row only clients that turn out to be gone or to belong to others. It can be called again
   * after a failure.
   *
   * @return the clients that were deleted, as they were
   * @throws IllegalArgumentException if the owner is blank, or another than {@link #ownedBy}
   * @throws IllegalStateException if some clients could not be deleted because no URL can hold
   *     their ids: blank, {@code .}, {@code ..}, or with a slash at the end; all others were
   *     deleted
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
   * Waits until the server answers a request for a list of clients. Then the server and its
   * database are up, and the URL and token are right.
   *
   * <p>It waits while the connection fails or the status is 429 or 5xx. It throws any other failure
   * at once, because waiting would not help.
   *
   * @param atMost how long to wait
   * @throws TransportException if the server is not ready by then; the message has the last failure
   * @throws IllegalArgumentException if the time is not positive
   */
  public void awaitReady(Duration atMost) {
    if (requireNonNull(atMost, "atMost == null").isNegative() || atMost.isZero()) {
      throw new IllegalArgumentException("atMost is not positive: " + atMost);
    }
    new ReadinessWait(clients, time).atMost(atMost);
  }

  /** Returns true if a write that failed may have been carried out. */
  static boolean outcomeUnknown(OryException failure) {
    if (Thread.currentThread().isInterrupted()) {
      return false; // no further call could find out
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
      throw new IllegalArgumentException(
          "owner is blank: the server would list the clients of all owners");
    }
    return owner;
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
