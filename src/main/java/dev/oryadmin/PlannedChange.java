package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import dev.oryadmin.model.OAuth2Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change of a {@link ClientPlan}: a client to create, update or delete.
 *
 * <p>Immutable and safe for use by several threads. It holds no secret.
 */
public final class PlannedChange {
  /** What to do with a client. */
  public enum Kind {
    /** The client does not exist and will be created. */
    CREATE("+"),
    /** The client differs, and the differing properties will be written. */
    UPDATE("~"),
    /** The client is not desired and will be deleted. */
    DELETE("-");

    final String sign;

    Kind(String sign) {
      this.sign = sign;
    }
  }

  private final Kind kind;
  private final String key;
  private final @Nullable OAuth2Client before;
  private final @Nullable OAuth2Client after;

  /** The fingerprint of the whole client as it was read; null for a creation. */
  final @Nullable String fingerprint;

  PlannedChange(
      Kind kind,
      String key,
      @Nullable OAuth2Client before,
      @Nullable OAuth2Client after,
      @Nullable String fingerprint) {
    this.kind = requireNonNull(kind, "kind == null");
    this.key = requireNonNull(key, "key == null");
    this.before = before;
    this.after = after;
    this.fingerprint = fingerprint;
  }

  static PlannedChange create(OAuth2Client desired) {
    OAuth2Client after =
        PublicKeys.of(desired).toBuilder().unset(OAuth2Client.CLIENT_SECRET).build();
    return new PlannedChange(Kind.CREATE, keyOf(desired), null, after, null);
  }

  static PlannedChange update(
      OAuth2Client actual, OAuth2Client desired, Iterable<Property<OAuth2Client, ?>> differing) {
    OAuth2Client.Builder from = identity(actual);
    OAuth2Client.Builder to = OAuth2Client.builder().clientId(actual.clientId());
    for (Property<OAuth2Client, ?> property : differing) {
      copy(property, actual, from);
      copy(property, desired, to);
    }
    return new PlannedChange(
        Kind.UPDATE,
        actual.clientId(),
        PublicKeys.of(from.build()),
        PublicKeys.of(to.build()),
        ClientDifferences.fingerprint(actual));
  }

  static PlannedChange delete(OAuth2Client actual) {
    return new PlannedChange(
        Kind.DELETE,
        actual.clientId(),
        identity(actual).build(),
        null,
        ClientDifferences.fingerprint(actual));
  }

  /** Returns only what identifies a client to people, because a plan may hold very many clients. */
  private static OAuth2Client.Builder identity(OAuth2Client client) {
    OAuth2Client.Builder identity = OAuth2Client.builder().clientId(client.clientId());
    copy(OAuth2Client.OWNER, client, identity);
    copy(OAuth2Client.CLIENT_NAME, client, identity);
    return identity;
  }

  /**
   * Copies a property. An absent one becomes an explicit null, which means in a plan that it is
   * cleared.
   */
  private static <T> void copy(
      Property<OAuth2Client, T> property, OAuth2Client from, OAuth2Client.Builder to) {
    Model<?> model = from;
    to.set(property, model.values.value(property.index) == null ? null : from.get(property));
  }

  /** Returns the key of a client: its id, or owner and name if it has no id yet. */
  static String keyOf(OAuth2Client client) {
    return ClientDifferences.isEmpty(OAuth2Client.CLIENT_ID, client)
        ? client.owner() + "/" + client.clientName()
        : client.clientId();
  }

  /** Returns what to do. */
  public Kind kind() {
    return kind;
  }

  /**
   * Returns the client's id. If a client is created without a desired id, returns its owner and
   * name, joined by a slash.
   */
  public String clientId() {
    return key;
  }

  /**
   * Returns the client as it was read: its id, owner and name, and the properties that will be
   * written; null for a creation.
   */
  public @Nullable OAuth2Client before() {
    return before;
  }

  /**
   * Returns the desired values; null for a deletion. For a creation they are the whole client. For
   * an update they are the id and the properties that will be written, with an explicit null for a
   * property to clear.
   */
  public @Nullable OAuth2Client after() {
    return after;
  }

  /** Returns the properties that will be written; empty for a deletion. */
  public List<Property<OAuth2Client, ?>> properties() {
    List<Property<OAuth2Client, ?>> written = new ArrayList<>();
    OAuth2Client to = after;
    if (to != null) {
      for (Property<OAuth2Client, ?> property : OAuth2Client.PROPERTIES) {
        if (to.has(property) && !(kind == Kind.UPDATE && property == OAuth2Client.CLIENT_ID)) {
          written.add(property);
        }
      }
    }
    return written;
  }

  /**
   * Returns true if applying this needs a secret: for a new client, or for one that did not
   * authenticate by a secret before. It is taken from the store, or generated and stored.
   */
  public boolean needsSecret() {
    OAuth2Client from = before;
    OAuth2Client to = after;
    return switch (kind) {
      case CREATE -> to != null && SecretCheck.appliesTo(to);
      case UPDATE ->
          from != null
              && to != null
              && to.has(OAuth2Client.TOKEN_ENDPOINT_AUTH_METHOD)
              && SecretCheck.appliesTo(to)
              && !SecretCheck.appliesTo(from);
      case DELETE -> false;
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PlannedChange that
        && kind == that.kind
        && key.equals(that.key)
        && Objects.equals(before, that.before)
        && Objects.equals(after, that.after)
        && Objects.equals(fingerprint, that.fingerprint);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, key, fingerprint);
  }

  /** Returns the change for people to read, with secrets masked and one line for each property. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(kind.sign).append(' ').append(kind.name().toLowerCase(Locale.ROOT));
    text.append(' ').append(oneLine(key));
    OAuth2Client from = before;
    if (kind == Kind.DELETE
        && from != null
        && from.clientName() != null
        && !from.clientName().isEmpty()) {
      text.append(" (").append(oneLine(from.clientName())).append(')');
    }
    for (Property<OAuth2Client, ?> property : properties()) {
      text.append("\n    ").append(property.name()).append(": ");
      if (from != null) {
        text.append(shown(property, from)).append(" → ");
      }
      text.append(shown(property, requireNonNull(after)));
    }
    return text.toString();
  }

  private static String shown(Property<OAuth2Client, ?> property, Model<OAuth2Client> of) {
    Object wire = of.values.value(property.index);
    StringBuilder text = new StringBuilder();
    if (wire == null) {
      return "none";
    }
    property.type.codec.printAny(wire, text);
    return oneLine(text.toString());
  }

  /**
   * Returns a value on one line. Values come from strangers and must neither start a new line nor
   * reverse one.
   */
  static String oneLine(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]", "?");
  }
}
