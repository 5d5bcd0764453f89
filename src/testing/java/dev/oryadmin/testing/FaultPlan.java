package dev.oryadmin.testing;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The faults still to happen, in the order in which they were asked for. Thread-safe. */
final class FaultPlan {
  private final List<Planned> faults = new ArrayList<>();

  private static final class Planned {
    private final Predicate<ReceivedRequest> requests;
    private final Fault fault;
    private int left;

    Planned(Predicate<ReceivedRequest> requests, Fault fault) {
      this.requests = requests;
      this.fault = fault;
      this.left = fault.times();
    }
  }

  synchronized void add(Predicate<ReceivedRequest> requests, Fault fault) {
    faults.add(new Planned(requests, fault));
  }

  /** Returns what happens to a request, if anything does. */
  synchronized @Nullable Fault next(ReceivedRequest request) {
    for (Iterator<Planned> planned = faults.iterator(); planned.hasNext(); ) {
      Planned candidate = planned.next();
      if (candidate.requests.test(request)) {
        if (candidate.left != Integer.MAX_VALUE && --candidate.left == 0) {
          planned.remove();
        }
        return candidate.fault;
      }
    }
    return null;
  }

  synchronized void clear() {
    faults.clear();
  }
}
