package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import dev.oryadmin.model.OAuth2Client;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The result of {@link ClientRegistry#ensure}.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Ensured {
  /** What was done. */
  public enum Outcome {
    /** The client did not exist and was created. */
    CREATED,
    /** The client differed, and the differing properties were written. */
    UPDATED,
    /** The client was as desired, and nothing was written. */
    UNCHANGED
  }

  private final Outcome outcome;
  private final OAuth2Client client;
  private final Set<Property<OAuth2Client, ?>> changed;

  private Ensured(
      Outcome outcome, OAuth2Client client, Collection<Property<OAuth2Client, ?>> changed) {
    this.outcome = outcome;
    this.client = requireNonNull(client, "client == null");
    this.changed = Collections.unmodifiableSet(new LinkedHashSet<>(changed));
  }

  static Ensured created(OAuth2Client client) {
    return new Ensured(Outcome.CREATED, client, Set.of());
  }

  static Ensured found(OAuth2Client client, Collection<Property<OAuth2Client, ?>> changed) {
    return new Ensured(changed.isEmpty() ? Outcome.UNCHANGED : Outcome.UPDATED, client, changed);
  }

  /** Returns what was done. */
  public Outcome outcome() {
    return outcome;
  }

  /** Returns the client in its present state, as the server last returned it. */
  public OAuth2Client client() {
    return client;
  }

  /** Returns the properties that were written to an existing client; unmodifiable. */
  public Set<Property<OAuth2Client, ?>> changed() {
    return changed;
  }

  /**
   * Returns the secret of the client if this call created the client or wrote its secret. Store it:
   * the server never shows it again.
   *
   * @return empty if this call did not set the secret, or if the client has none
   */
  public Optional<Secret> secret() {
    return Optional.ofNullable(client.clientSecret());
  }

  /** Returns the outcome, the client's id and the names of the properties that were written. */
  @Override
  public String toString() {
    String names = changed.stream().map(Property::name).collect(Collectors.joining(", "));
    return outcome + " " + client.clientId() + (names.isEmpty() ? "" : ": " + names);
  }
}
