package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A list whose pages are fetched when they are needed.
 *
 * <p>Nothing is sent before the first item or page is requested. Each iterator and stream starts
 * from the first page and holds one page at a time.
 *
 * <p>A list ends with the first page that names no next page, is empty, or names a page seen
 * before: v2.0 to v2.3 never stop naming a next page (hydra#3674).
 *
 * <p>If a page can't be fetched, the iterator throws when it gets there. Call it again to repeat
 * the request for that page.
 *
 * <p>Immutable and safe for use by several threads; its iterators and streams are not.
 *
 * @param <T> the type of the items
 */
public final class Paged<T> implements Iterable<T> {
  private final ApiCall<Page<T>> first;

  private Paged(ApiCall<Page<T>> first) {
    this.first = first;
  }

  /**
   * Returns the list that starts with a prepared call. The options of that call apply to each page.
   */
  public static <T> Paged<T> startingWith(ApiCall<Page<T>> call) {
    return new Paged<>(requireNonNull(call, "call == null"));
  }

  /**
   * Returns an iterator over all items. Its methods throw what {@link ApiCall#execute()} throws.
   */
  @Override
  public Iterator<T> iterator() {
    return new Items<>(pages().iterator());
  }

  /** Returns a stream of all items, sequential and lazy. */
  public Stream<T> stream() {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            iterator(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
        false);
  }

  /** Returns the pages themselves, with their tokens. */
  public Iterable<Page<T>> pages() {
    return () -> new Pages<>(first);
  }

  /** Names the operation. */
  @Override
  public String toString() {
    return "Paged{" + first + "}";
  }

  private static final class Pages<T> implements Iterator<Page<T>> {
    private final Set<String> seen = new HashSet<>();
    private @Nullable ApiCall<Page<T>> next;
    private @Nullable Page<T> fetched;
    private boolean begun;

    Pages(ApiCall<Page<T>> first) {
      this.next = first;
      String token = first.pageToken();
      if (token != null) {
        seen.add(token);
      }
    }

    @Override
    public boolean hasNext() {
      if (fetched == null && next != null) {
        fetched = fetch(next);
      }
      return fetched != null;
    }

    /**
     * Fetches a page; returns null at the end. An empty page is the end, unless it is the first.
     */
    private @Nullable Page<T> fetch(ApiCall<Page<T>> call) {
      Page<T> page = call.execute();
      String token = page.nextPageToken();
      boolean more = token != null && !page.items().isEmpty() && seen.add(token);
      next = more && token != null ? call.pageToken(token) : null;
      boolean start = !begun;
      begun = true;
      return start || !page.items().isEmpty() ? page : null;
    }

    @Override
    public Page<T> next() {
      if (!hasNext() || fetched == null) {
        throw new NoSuchElementException("no more pages");
      }
      Page<T> page = fetched;
      fetched = null;
      return page;
    }
  }

  private static final class Items<T> implements Iterator<T> {
    private final Iterator<Page<T>> pages;
    private Iterator<T> items = Collections.emptyIterator();

    Items(Iterator<Page<T>> pages) {
      this.pages = pages;
    }

    @Override
    public boolean hasNext() {
      while (!items.hasNext()) {
        items = Collections.emptyIterator(); // frees the page before the next one is read
        if (!pages.hasNext()) {
          return false;
        }
        items = pages.next().items().iterator();
      }
      return true;
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no more items");
      }
      return items.next();
    }
  }
}
