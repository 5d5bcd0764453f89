package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param items in the server's order; unmodifiable
 * @param nextPageToken what to ask for the next page with; null on the last page. Valid for an hour
 *     on current servers: don't store it
 * @param <T> the items
 */
public record Page<T>(List<T> items, @Nullable String nextPageToken) {
  /** Copies the items. */
  public Page {
    items = List.copyOf(requireNonNull(items, "items == null"));
  }

  /** Returns how many items there are and whether there is a next page. */
  @Override
  public String toString() {
    return "Page{" + items.size() + " items" + (nextPageToken == null ? ", last}" : ", more}");
  }
}
