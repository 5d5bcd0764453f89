package dev.oryadmin;

import dev.oryadmin.api.ClientsApi;
import dev.oryadmin.internal.http.PathSegment;
import dev.oryadmin.model.OAuth2Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of {@link ClientRegistry#deleteAllOwnedBy}: deletes clients until a list is empty. */
record OwnerClearance(ClientsApi clients, String owner) {
  private static final int IDLE_LISTS = 2;

  List<OAuth2Client> run() {
    List<OAuth2Client> deleted = new ArrayList<>();
    List<String> unreachable = new ArrayList<>();
    boolean any;
    int idle = 0; // a list may show deleted or foreign clients for ever
    do { // repeats until a list is empty: v2.0 skips clients between pages (hydra#3362)
      int before = deleted.size();
      List<String> ids = new ArrayList<>(); // reads all first: a deletion shifts the pages of v2
      unreachable.clear();
      for (OAuth2Client client : clients.list(query -> query.owner(owner))) {
        if (PathSegment.isReachable(client.clientId())) {
          ids.add(client.clientId());
        } else if (owner.equals(client.owner())) {
          unreachable.add(client.clientId());
        }
      }
      for (String id : ids) {
        Optional<OAuth2Client> client = clients.find(id).filter(c -> owner.equals(c.owner()));
        if (client.isPresent() && delete(id)) {
          deleted.add(client.get());
        }
      }
      any = !ids.isEmpty();
      idle = deleted.size() > before ? 0 : idle + 1;
    } while (any && idle < IDLE_LISTS);
    if (!unreachable.isEmpty()) {
      throw new IllegalStateException(
          "all but "
              + unreachable
              + " were deleted: no URL can hold the ids of those, so only the database reaches them");
    }
    return List.copyOf(deleted);
  }

  /** Deletes a client; returns false if somebody else was faster. */
  private boolean delete(String id) {
    try {
      clients.delete(id);
      return true;
    } catch (NotFoundException e) {
      if (e.resourceMissing()) {
        return false;
      }
      throw e;
    }
  }
}
