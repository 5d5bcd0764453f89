package dev.oryadmin.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The table of clients, ordered by id. Not thread-safe: the router lets in one at a time. */
final class ClientStore {
  /** By bytes, as SQLite does: {@code B} comes before {@code a}. */
  private static final Comparator<String> BY_BYTES =
      (left, right) ->
          Arrays.compareUnsigned(
              left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

  private final NavigableMap<String, StoredClient> clients = new TreeMap<>(BY_BYTES);
  private final List<Consumer<String>> deletions = new ArrayList<>();

  StoredClient get(String id) {
    StoredClient client = clients.get(id);
    if (client == null) {
      throw Refusal.noSuchClient();
    }
    return client;
  }

  boolean has(String id) {
    return clients.containsKey(id);
  }

  void insert(StoredClient client) {
    if (clients.putIfAbsent(client.id(), client) != null) {
      throw Refusal.duplicate();
    }
  }

  void update(StoredClient client) {
    if (clients.replace(client.id(), client) == null) {
      throw Refusal.noSuchClient();
    }
  }

  void delete(String id) {
    if (clients.remove(id) == null) {
      throw Refusal.noSuchClient();
    }
    deletions.forEach(deletion -> deletion.accept(id));
  }

  /** Does something more whenever a client is deleted. */
  void onDelete(Consumer<String> deletion) {
    deletions.add(deletion);
  }

  void clear() {
    clients.clear();
  }

  int size() {
    return clients.size();
  }

  /** Returns up to so many matching clients whose ids come after the given one. */
  List<StoredClient> after(String id, Predicate<StoredClient> filter, int limit) {
    List<StoredClient> found = new ArrayList<>();
    for (StoredClient client : clients.tailMap(id, false).values()) {
      if (found.size() == limit) {
        break;
      }
      if (filter.test(client)) {
        found.add(client);
      }
    }
    return found;
  }
}
