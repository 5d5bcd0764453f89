package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import dev.oryadmin.internal.http.PathSegment;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Selects the clients that {@link ClientRegistry#sweep} plans to delete.
 *
 * <p>Candidates are selected by their properties and age. The server does not know when a client
 * was last used, nor who registered it. So evidence from elsewhere has to spare those in use: see
 * {@link #unlessUsed}. Methods return a changed copy. Immutable and safe for use by several
 * threads.
 */
public final class Sweep {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** An earlier time is treated as unknown: some databases hold the year 1. */
  private static final Instant FIRST_POSSIBLE = Instant.parse("2000-01-01T00:00:00Z");

  private final Predicate<OAuth2Client> shape;
  private final @Nullable Duration age;
  private final @Nullable Predicate<OAuth2Client> used;

  private Sweep(
      Predicate<OAuth2Client> shape,
      @Nullable Duration age,
      @Nullable Predicate<OAuth2Client> used) {
    this.shape = shape;
    this.age = age;
    this.used = used;
  }

  /**
   * Selects clients that look as if they had registered themselves. This is a guess by shape: no
   * owner, no metadata, a UUID as the id, and nothing that only administrators can set.
   */
  public static Sweep likelyDynamic() {
    return new Sweep(Sweep::looksDynamic, null, null);
  }

  /** Selects clients by a condition of the caller. */
  public static Sweep matching(Predicate<OAuth2Client> candidates) {
    return new Sweep(requireNonNull(candidates, "candidates == null"), null, null);
  }

  /** Narrows the selection to clients that authenticate by this method. */
  public Sweep authenticatingBy(TokenEndpointAuthMethod method) {
    requireNonNull(method, "method == null");
    return new Sweep(
        shape.and(client -> method.equals(client.tokenEndpointAuthMethod())), age, used);
  }

  /**
   * Narrows the selection to clients of at least this age. A client of unknown age is never
   * selected.
   *
   * @throws IllegalArgumentException if the age is negative
   */
  public Sweep olderThan(Duration age) {
    if (requireNonNull(age, "age == null").isNegative()) {
      throw new IllegalArgumentException("age is negative: " + age);
    }
    return new Sweep(shape, age, used);
  }

  /**
   * Leaves out the clients that you know to be in use: by logs, a list or consent sessions. A
   * second call replaces the first. (Consent sessions say nothing about clients that use {@code
   * client_credentials}.)
   *
   * @param evidence returns true for a client that is in use
   */
  public Sweep unlessUsed(Predicate<OAuth2Client> evidence) {
    return new Sweep(shape, age, requireNonNull(evidence, "evidence == null"));
  }

  /**
   * Selects all candidates, although nothing is known about their use. This has to be said
   * explicitly.
   */
  public Sweep withoutEvidence() {
    return new Sweep(shape, age, client -> false);
  }

  /** Checks that {@link #unlessUsed} or {@link #withoutEvidence} was called. */
  void checkEvidence() {
    if (used == null) {
      throw new IllegalStateException(
          "the sweep does not say which clients are in use: call unlessUsed or withoutEvidence");
    }
  }

  /** Returns true if the client is selected; false if one of its values can't be read. */
  boolean dooms(OAuth2Client client, Instant now) {
    try {
      return shape.test(client)
          && isOld(client, now)
          && PathSegment.isReachable(client.clientId())
          && !requireNonNull(used).test(client);
    } catch (DecodeException e) {
      return false;
    }
  }

  private boolean isOld(OAuth2Client client, Instant now) {
    if (age == null) {
      return true;
    }
    Instant created = client.createdAt();
    return created != null
        && created.isAfter(FIRST_POSSIBLE)
        && Duration.between(created, now).compareTo(age) >= 0;
  }

  private static boolean looksDynamic(OAuth2Client client) {
    return UUID.matcher(client.clientId()).matches()
        && ClientDifferences.isEmpty(OAuth2Client.OWNER, client)
        && ClientDifferences.isEmpty(OAuth2Client.METADATA, client)
        && ClientDifferences.isEmpty(OAuth2Client.ACCESS_TOKEN_STRATEGY, client)
        && ClientDifferences.isEmpty(OAuth2Client.SKIP_CONSENT, client)
        && ClientDifferences.isEmpty(OAuth2Client.SKIP_LOGOUT_CONSENT, client);
  }
}
