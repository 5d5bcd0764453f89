package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import dev.oryadmin.model.OAuth2Client;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of {@link ClientRegistry#plan}. Methods return a changed copy.
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

  /**
   * Returns the default options: they delete nothing and compare the properties that each desired
   * client sets.
   */
  public static PlanOptions standard() {
    return STANDARD;
  }

  /**
   * Returns options that also delete the clients of the registry's owner that are not desired. They
   * need {@link ClientRegistry#ownedBy} and at least one desired client.
   */
  public PlanOptions prune() {
    return new PlanOptions(true, creates, managed, maxDeletions, maxDeletionPercent);
  }

  /**
   * Returns options that create nothing, to see how existing clients differ from the desired ones.
   */
  public PlanOptions withoutCreations() {
    return new PlanOptions(prunes, false, managed, maxDeletions, maxDeletionPercent);
  }

  /**
   * Returns options that compare these properties of each client. A property that a desired client
   * does not set is cleared. By default, the properties that the desired client sets are compared,
   * null included.
   */
  public PlanOptions managed(Collection<? extends Property<OAuth2Client, ?>> properties) {
    return new PlanOptions(
        prunes, creates, List.copyOf(properties), maxDeletions, maxDeletionPercent);
  }

  /**
   * Returns options with another limit for deletions. By default a plan deletes at most 10 clients,
   * and at most 10 % of the clients of the owner.
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
