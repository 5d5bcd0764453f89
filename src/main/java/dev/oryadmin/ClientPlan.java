package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.oryadmin.model.OAuth2Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes to clients, planned and not made yet: to be printed, reviewed, written as JSON and
 * applied later, maybe by another process.
 *
 * <p>A plan is a value: the same clients and the same server make the same plan. It holds no
 * secret. Immutable and safe for use by several threads.
 */
public final class ClientPlan {
  private static final String FORMAT = "ory_clients_plan";

  private final @Nullable ClientRegistry registry;
  private final @Nullable String owner;
  private final List<PlannedChange> changes;

  ClientPlan(ClientRegistry registry, List<PlannedChange> changes) {
    this(registry, registry.owner, changes);
  }

  private ClientPlan(
      @Nullable ClientRegistry registry, @Nullable String owner, List<PlannedChange> changes) {
    this.registry = registry;
    this.owner = owner;
    this.changes = List.copyOf(changes);
  }

  /**
   * Reads a plan that {@link #toJson()} wrote. It is applied by {@link #on}.
   *
   * @throws DecodeException if it is no such JSON
   */
  public static ClientPlan fromJson(String json) {
    JsonElement plan = JsonDocument.read(JsonType.ANY, json);
    if (!(plan instanceof JsonObject object)
        || !(object.get(FORMAT) instanceof JsonPrimitive version)
        || !version.getAsString().equals("1")
        || !object.has("changes")
        || !object.get("changes").isJsonArray()) {
      throw new DecodeException("$", "plan: not a plan of clients, version 1");
    }
    List<PlannedChange> changes = new ArrayList<>();
    for (JsonElement change : object.getAsJsonArray("changes")) {
      changes.add(change(change, "$.changes[" + changes.size() + "]"));
    }
    return new ClientPlan(null, text(object, "owner"), changes);
  }

  private static PlannedChange change(JsonElement json, String path) {
    try {
      JsonObject change = json.getAsJsonObject();
      PlannedChange.Kind kind = PlannedChange.Kind.valueOf(change.get("kind").getAsString());
      OAuth2Client before = client(change, "before");
      OAuth2Client after = client(change, "after");
      String fingerprint = text(change, "fingerprint");
      boolean whole =
          switch (kind) {
            case CREATE -> after != null;
            case UPDATE -> before != null && after != null && fingerprint != null;
            case DELETE -> before != null && fingerprint != null;
          };
      if (!whole || (after != null && after.has(OAuth2Client.CLIENT_SECRET))) {
        throw new DecodeException(path, "plan: " + path + " is not a whole change");
      }
      return new PlannedChange(
          kind, change.get("client_id").getAsString(), before, after, fingerprint);
    } catch (IllegalStateException
        | IllegalArgumentException
        | UnsupportedOperationException
        | NullPointerException e) {
      throw new DecodeException(path, "plan: " + path + " is not a change");
    }
  }

  private static @Nullable OAuth2Client client(JsonObject change, String name) {
    JsonElement json = change.get(name);
    return json == null || json.isJsonNull() ? null : OAuth2Client.fromJson(json);
  }

  private static @Nullable String text(JsonObject object, String name) {
    JsonElement json = object.get(name);
    return json == null || json.isJsonNull() ? null : json.getAsString();
  }

  /** Returns this plan as JSON, a line for each change. It holds no secret. */
  public String toJson() {
    StringBuilder json = new StringBuilder(header(owner));
    String separator = "\n";
    for (PlannedChange change : changes) {
      json.append(separator).append(line(change));
      separator = ",\n";
    }
    return json.append(FOOTER).toString();
  }

  static final String FOOTER = "\n]}\n";

  static String header(@Nullable String owner) {
    JsonElement of = owner == null ? JsonNull.INSTANCE : new JsonPrimitive(owner);
    return "{\"" + FORMAT + "\":1,\"owner\":" + of + ",\"changes\":[";
  }

  static String line(PlannedChange change) {
    StringBuilder line = new StringBuilder("{\"kind\":\"" + change.kind() + "\",\"client_id\":");
    line.append(new JsonPrimitive(change.clientId()));
    append(line, "before", change.before());
    append(line, "after", change.after());
    if (change.fingerprint != null) {
      line.append(",\"fingerprint\":\"").append(change.fingerprint).append('"');
    }
    return line.append('}').toString();
  }

  private static void append(StringBuilder line, String name, @Nullable OAuth2Client client) {
    if (client != null) {
      line.append(",\"").append(name).append("\":").append(client.toJson());
    }
  }

  /**
   * Returns this plan, to be applied by the given registry.
   *
   * @throws IllegalArgumentException if it was made by a registry of another owner
   */
  public ClientPlan on(ClientRegistry registry) {
    String other = requireNonNull(registry, "registry == null").owner;
    if (other != null && !other.equals(owner)) {
      throw new IllegalArgumentException(
          "the plan was made for " + (owner == null ? "any owner" : owner) + ", not for " + other);
    }
    return new ClientPlan(owner == null ? registry : registry.ownedBy(owner), owner, changes);
  }

  /** Returns the changes, in the order in which they are made; unmodifiable. */
  public List<PlannedChange> changes() {
    return changes;
  }

  /** Returns true if nothing is to be done. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /**
   * Makes these changes, and no other.
   *
   * @see #apply(SecretStore, Consumer, Consumer)
   */
  public AppliedPlan apply(SecretStore secrets, Consumer<Progress> progress) {
    return apply(secrets, progress, client -> {});
  }

  /**
   * Makes these changes, and no other, several at a time.
   *
   * <p>Each client is read again right before. One that changed since it was planned is left alone
   * and reported as refused; the others go on. A change that is there already counts as applied, so
   * that a plan can be applied again after a failure. A failure that would meet the other changes
   * too, such as a server that is down, ends the run: what was not begun remains.
   *
   * <p>The server has no conditional writes: what somebody else writes between the read and the
   * write is not seen before, but compared with the answer, and noted.
   *
   * <p>A new client gets the secret that the store has for it, or else a new one, which is stored
   * before it is sent. So does one that begins to authenticate by a secret.
   *
   * @param secrets finds and keeps the secrets of clients
   * @param progress is told of each change, by one thread at a time
   * @param doomed gets each client right before it is deleted, to be written somewhere; if it
   *     throws, the client is not deleted. Creating it again restores its settings only: secret,
   *     registration token, tokens and consents are gone
   * @return what was done and what was not; failures are in it
   * @throws IllegalStateException if this plan was read from JSON and has no registry yet
   */
  public AppliedPlan apply(
      SecretStore secrets, Consumer<Progress> progress, Consumer<OAuth2Client> doomed) {
    if (registry == null) {
      throw new IllegalStateException("the plan was read from JSON: call on(registry) first");
    }
    requireNonNull(secrets, "secrets == null");
    requireNonNull(progress, "progress == null");
    requireNonNull(doomed, "doomed == null");
    return new PlanApplication(registry, changes, secrets, progress, doomed).run();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClientPlan that
        && Optional.ofNullable(owner).equals(Optional.ofNullable(that.owner))
        && changes.equals(that.changes);
  }

  @Override
  public int hashCode() {
    return changes.hashCode();
  }

  /**
   * Returns the changes for people to read, secrets masked, and how many there are of each kind.
   */
  @Override
  public String toString() {
    if (changes.isEmpty()) {
      return "nothing to do";
    }
    String lines = changes.stream().map(PlannedChange::toString).collect(Collectors.joining("\n"));
    return lines
        + "\n"
        + count(PlannedChange.Kind.CREATE)
        + " to create, "
        + count(PlannedChange.Kind.UPDATE)
        + " to update, "
        + count(PlannedChange.Kind.DELETE)
        + " to delete";
  }

  private long count(PlannedChange.Kind kind) {
    return changes.stream().filter(change -> change.kind() == kind).count();
  }
}
