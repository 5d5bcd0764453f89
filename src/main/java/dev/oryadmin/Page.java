package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param items the items in the server's order; unmodifiable
 * @param nextPageToken the token of the next page; null on the last page. Current servers accept it
 *     for one hour, so don't store it
 * @param <T> the type of the items
 */
public record Page<T>(List<T> items, @Nullable String nextPageToken) {
  /** Copies the items. */
  public Page {
    items = List.copyOf(requireNonNull(items, "items == null"));
  }

  /** Returns the number of items, and whether there is a next page. */
  @Override
  public String toString() {
    return "Page{" + items.size() + " items" + (nextPageToken == null ? ", last}" : ", more}");
  }
}
