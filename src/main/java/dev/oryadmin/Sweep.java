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
 * Which clients {@link ClientRegistry#sweep} plans to delete.
 *
 * <p>Shape and age choose candidates. The server does not know when a client was last used, nor who
 * registered it, so evidence from elsewhere has to acquit those in use: see {@link #unlessUsed}.
 * Its methods return a changed copy. Immutable and safe for use by several threads.
 */
public final class Sweep {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** An older time is none: some databases hold the year 1. */
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
   * Chooses what looks as if it had registered itself. This is a guess: no owner, no metadata, a
   * UUID as its id, and nothing that only administrators can set.
   */
  public static Sweep likelyDynamic() {
    return new Sweep(Sweep::looksDynamic, null, null);
  }

  /** Chooses by a condition of the caller's. */
  public static Sweep matching(Predicate<OAuth2Client> candidates) {
    return new Sweep(requireNonNull(candidates, "candidates == null"), null, null);
  }

  /** Chooses, of these, the clients that authenticate in this way. */
  public Sweep authenticatingBy(TokenEndpointAuthMethod method) {
    requireNonNull(method, "method == null");
    return new Sweep(
        shape.and(client -> method.equals(client.tokenEndpointAuthMethod())), age, used);
  }

  /**
   * Chooses, of these, the clients that were created at least so long ago. One whose age is unknown
   * is never chosen.
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
   * Spares the clients that are in use, by whatever the caller knows: logs, a list, consent
   * sessions. (Consent sessions say nothing about clients that use {@code client_credentials}.)
   *
   * @param evidence returns true for a client that is in use
   */
  public Sweep unlessUsed(Predicate<OAuth2Client> evidence) {
    return new Sweep(shape, age, requireNonNull(evidence, "evidence == null"));
  }

  /** Says that there is no evidence of use, and that candidates are to be deleted all the same. */
  public Sweep withoutEvidence() {
    return new Sweep(shape, age, client -> false);
  }

  /** Checks that it has been said what acquits a client. */
  void checkEvidence() {
    if (used == null) {
      throw new IllegalStateException(
          "nothing says which clients are in use: call unlessUsed, or withoutEvidence");
    }
  }

  /** Returns true if the client is to be deleted; false if a value of it can't be read. */
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
