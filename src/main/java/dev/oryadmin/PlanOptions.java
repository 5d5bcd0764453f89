package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import dev.oryadmin.model.OAuth2Client;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How {@link ClientRegistry#plan} compares and what it may plan. Its methods return a changed copy.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class PlanOptions {
  private static final PlanOptions STANDARD = new PlanOptions(false, true, null, 10, 10);

  final boolean prunes;
  final boolean creates;
  final @Nullable List<Property<OAuth2Client, ?>> managed;
  final int maxDeletions;
  final int maxDeletionPercent;

  private PlanOptions(
      boolean prunes,
      boolean creates,
      @Nullable List<Property<OAuth2Client, ?>> managed,
      int maxDeletions,
      int maxDeletionPercent) {
    this.prunes = prunes;
    this.creates = creates;
    this.managed = managed;
    this.maxDeletions = maxDeletions;
    this.maxDeletionPercent = maxDeletionPercent;
  }

  /** Returns options that delete nothing, and compare what each desired client names. */
  public static PlanOptions standard() {
    return STANDARD;
  }

  /**
   * Plans to delete the clients of the registry's owner that are not desired. Needs {@link
   * ClientRegistry#ownedBy} and at least one desired client.
   */
  public PlanOptions prune() {
    return new PlanOptions(true, creates, managed, maxDeletions, maxDeletionPercent);
  }

  /** Plans no creations: for a look at what has drifted from what is desired. */
  public PlanOptions withoutCreations() {
    return new PlanOptions(prunes, false, managed, maxDeletions, maxDeletionPercent);
  }

  /**
   * Compares these properties of each client: one that a desired client does not name is cleared.
   * By default those are compared that the desired client names, null included.
   */
  public PlanOptions managed(Collection<? extends Property<OAuth2Client, ?>> properties) {
    return new PlanOptions(
        prunes, creates, List.copyOf(properties), maxDeletions, maxDeletionPercent);
  }

  /**
   * Raises, or lowers, how much may be deleted: by default at most 10 clients, and at most 10 % of
   * what the owner has.
   *
   * @throws IllegalArgumentException if a number is negative
   */
  public PlanOptions atMostDeletions(int clients, int percent) {
    if (clients < 0 || percent < 0) {
      throw new IllegalArgumentException("negative limit: " + clients + ", " + percent + " %");
    }
    return new PlanOptions(prunes, creates, managed, clients, percent);
  }

  List<Property<OAuth2Client, ?>> managed(OAuth2Client desired) {
    if (managed != null) {
      return managed;
    }
    requireNonNull(desired, "desired == null");
    return OAuth2Client.PROPERTIES.stream().filter(desired::has).toList();
  }
}
