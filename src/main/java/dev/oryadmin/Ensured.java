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
 * What {@link ClientRegistry#ensure} found and did.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Ensured {
  /** What had to be done. */
  public enum Outcome {
    /** There was no such client: it was created. */
    CREATED,
    /** It was not as desired: the properties that differed were written. */
    UPDATED,
    /** It was as desired: nothing was written. */
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

  /** Returns what had to be done. */
  public Outcome outcome() {
    return outcome;
  }

  /** Returns the client as it is now, by the last answer of the server. */
  public OAuth2Client client() {
    return client;
  }

  /** Returns the properties that were written to an existing client; unmodifiable. */
  public Set<Property<OAuth2Client, ?>> changed() {
    return changed;
  }

  /**
   * Returns the secret of the client: known here only if it was created or given a new secret by
   * this very call. Keep it, the server shows it to nobody again.
   *
   * @return empty if the secret is not known, or the client has none
   */
  public Optional<Secret> secret() {
    return Optional.ofNullable(client.clientSecret());
  }

  /** Returns the outcome, the client's id and the names of what changed. */
  @Override
  public String toString() {
    String names = changed.stream().map(Property::name).collect(Collectors.joining(", "));
    return outcome + " " + client.clientId() + (names.isEmpty() ? "" : ": " + names);
  }
}
