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
 * Planned changes to clients, not made yet. A plan can be printed, reviewed, written as JSON and
 * applied later, even by another process.
 *
 * <p>A plan is a value: the same desired clients and the same server state give the same plan. It
 * holds no secret. Immutable and safe for use by several threads.
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
   * Reads a plan that {@link #toJson()} wrote. Call {@link #on} before you apply it.
   *
   * @throws DecodeException if the text is not the JSON of a plan
   */
  public static ClientPlan fromJson(String json) {
    JsonElement plan = JsonDocument.read(JsonType.ANY, json);
    if (!(plan instanceof JsonObject object)
        || !(object.get(FORMAT) instanceof JsonPrimitive version)
        || !version.getAsString().equals("1")
        || !object.has("changes")
        || !object.get("changes").isJsonArray()) {
      throw new DecodeException("$", "this JSON is not a plan of format 1");
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
        throw new DecodeException(path, "plan: " + path + " is an incomplete change");
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

  /** Returns this plan as JSON, with one line for each change. It holds no secret. */
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
   * Returns this plan for a registry that will apply it.
   *
   * @throws IllegalArgumentException if the registry has another owner than the one that made the
   *     plan
   */
  public ClientPlan on(ClientRegistry registry) {
    String other = requireNonNull(registry, "registry == null").owner;
    if (other != null && !other.equals(owner)) {
      throw new IllegalArgumentException(
          "the plan was made for " + (owner == null ? "any owner" : owner) + ", not for " + other);
    }
    return new ClientPlan(owner == null ? registry : registry.ownedBy(owner), owner, changes);
  }

  /** Returns the changes in the order in which they will be made; unmodifiable. */
  public List<PlannedChange> changes() {
    return changes;
  }

  /** Returns true if there is nothing to do. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /**
   * Makes exactly these changes.
   *
   * @see #apply(SecretStore, Consumer, Consumer)
   */
  public AppliedPlan apply(SecretStore secrets, Consumer<Progress> progress) {
    return apply(secrets, progress, client -> {});
  }

  /**
   * Makes exactly these changes, several at a time.
   *
   * <p>Each client is read again right before its change. If it has changed since the plan was
   * made, it is left alone and reported as refused; the other changes go on. If a change has been
   * made already, it counts as applied. So a plan can be applied again after a failure. A failure
   * that would affect the other changes too, such as a server that is down, ends the run; changes
   * that were not started remain.
   *
   * <p>The server has no conditional writes, so a write by somebody else between the read and the
   * write can't be prevented. The SDK compares the server's answer with what it had read, and
   * reports a difference.
   *
   * <p>A new client gets its secret from the store. If the store has none, a new one is generated,
   * and stored before it is sent. The same happens for an existing client that changes from a
   * method of authentication without a secret, such as {@code none}, to one with a secret.
   *
   * @param secrets finds and stores the secrets of clients
   * @param progress is told of each change, by one thread at a time
   * @param doomed gets each client right before it is deleted, so that you can save it; if it
   *     throws, the client is not deleted. A client that is created again gets its settings back,
   *     but not its secret, registration token, tokens and consents
   * @return what was done and what was not, including failures
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
   * Returns the changes for people to read, with secrets masked, and the number of changes of each
   * kind.
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
