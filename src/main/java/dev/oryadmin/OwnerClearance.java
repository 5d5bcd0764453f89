package dev.oryadmin;

import dev.oryadmin.api.ClientsApi;
import dev.oryadmin.internal.http.PathSegment;
import dev.oryadmin.model.OAuth2Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of {@link ClientRegistry#deleteAllOwnedBy}: deletes until a list shows no more. */
record OwnerClearance(ClientsApi clients, String owner) {
  private static final int IDLE_LISTS = 2;

  List<OAuth2Client> run() {
    List<OAuth2Client> deleted = new ArrayList<>();
    List<String> unreachable = new ArrayList<>();
    boolean any;
    int idle = 0; // a list can show what is gone, or another's by now, for ever
    do { // again, until a list shows none: v2.0 skips some from page to page (hydra#3362)
      int before = deleted.size();
      List<String> ids = new ArrayList<>(); // all of them first: deleting moves the pages of v2
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
              + " were deleted: no URL reaches a client of such an id, only the database does");
    }
    return List.copyOf(deleted);
  }

  /** False if somebody else was faster. */
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
