package dev.oryadmin;

import dev.oryadmin.model.OAuth2Client;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of applying a {@link ClientPlan}. Each change of the plan is in exactly one of four
 * lists.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class AppliedPlan {
  /** The outcome of one change. */
  enum Outcome {
    APPLIED,
    REFUSED,
    UNKNOWN,
    REMAINING
  }

  /**
   * The result of one change.
   *
   * @param reason why it was not made, or what else was noticed; null if there is nothing to say
   */
  record Result(Outcome outcome, @Nullable String reason) {}

  private final Map<Outcome, List<PlannedChange>> lists;
  private final Map<PlannedChange, String> reasons;
  private final List<OAuth2Client> deleted;
  private final @Nullable RuntimeException failure;

  AppliedPlan(
      List<PlannedChange> changes,
      List<Result> results,
      List<OAuth2Client> deleted,
      @Nullable RuntimeException failure) {
    this.lists = new EnumMap<>(Outcome.class);
    this.reasons = new LinkedHashMap<>();
    for (int i = 0; i < changes.size(); i++) {
      Result result = results.get(i);
      lists.computeIfAbsent(result.outcome(), list -> new ArrayList<>()).add(changes.get(i));
      if (result.reason() != null) {
        reasons.put(changes.get(i), result.reason());
      }
    }
    this.deleted = List.copyOf(deleted);
    this.failure = failure;
  }

  private List<PlannedChange> list(Outcome outcome) {
    return Collections.unmodifiableList(lists.getOrDefault(outcome, List.of()));
  }

  /** Returns the changes that have been made, by this run or an earlier one. */
  public List<PlannedChange> applied() {
    return list(Outcome.APPLIED);
  }

  /**
   * Returns the changes that were not made, because the client has changed since the plan was made
   * or because the server refused.
   */
  public List<PlannedChange> refused() {
    return list(Outcome.REFUSED);
  }

  /** Returns the changes whose outcome is unknown, because no answer arrived. */
  public List<PlannedChange> unknown() {
    return list(Outcome.UNKNOWN);
  }

  /** Returns the changes that were not made because {@link #failure()} ended the run. */
  public List<PlannedChange> remaining() {
    return list(Outcome.REMAINING);
  }

  /**
   * Returns the clients that were deleted, or may have been, as they were right before. They hold
   * no secrets.
   */
  public List<OAuth2Client> deleted() {
    return deleted;
  }

  /**
   * Returns why a change was refused or has an unknown outcome, or what else was noticed about it;
   * null if there is nothing to say.
   */
  public @Nullable String reason(PlannedChange change) {
    return reasons.get(change);
  }

  /**
   * Returns the failure that ended the run before all changes were tried; null if there was none.
   */
  public @Nullable RuntimeException failure() {
    return failure;
  }

  /** Returns true if all changes have been made. */
  public boolean isComplete() {
    return refused().isEmpty() && unknown().isEmpty() && remaining().isEmpty();
  }

  /** Returns the number of changes in each list, and one line for each change that was not made. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    String separator = "";
    for (Outcome outcome : Outcome.values()) {
      text.append(separator).append(list(outcome).size()).append(' ');
      text.append(outcome.name().toLowerCase(Locale.ROOT));
      separator = ", ";
    }
    reasons.forEach(
        (change, reason) ->
            text.append("\n  ")
                .append(change.kind().sign)
                .append(' ')
                .append(PlannedChange.oneLine(change.clientId() + ": " + reason)));
    return text.toString();
  }
}
