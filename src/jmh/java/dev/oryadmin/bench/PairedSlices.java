package dev.oryadmin.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * Runs several ways of doing one thing in short slices, in turns, and keeps the CPU time of each
 * slice.
 *
 * <p>What else happens on the machine lasts longer than a slice and meets neighbours alike, so the
 * ratio of two neighbours says more than that of two long runs. CPU time of the running thread:
 * neither waiting for a core counts, nor the compiler and the garbage collector.
 */
final class PairedSlices {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final long SLICE_NANOS = 10_000_000;

  private final Map<Library, Callable<?>> ways;
  private final Map<Library, Integer> calls = new EnumMap<>(Library.class);
  private Object last = "";

  PairedSlices(Map<Library, Callable<?>> ways) {
    this.ways = ways;
    ways.keySet().forEach(library -> calls.put(library, 1));
  }

  /** The slices of one way: of each, the nanoseconds of CPU time and the bytes for each call. */
  record Slices(List<Double> nanos, List<Double> bytes) {}

  /** Runs rounds of a slice for each way; those of the warm-up don't count. */
  Map<Library, Slices> run(int warmUp, int rounds) throws Exception {
    Map<Library, Slices> result = new EnumMap<>(Library.class);
    ways.keySet().forEach(way -> result.put(way, new Slices(new ArrayList<>(), new ArrayList<>())));
    List<Library> order = new ArrayList<>(ways.keySet());
    for (int round = 0; round < warmUp + rounds; round++) {
      for (Library library : order) {
        Slices slices = Objects.requireNonNull(result.get(library));
        slice(library, slices);
        if (round < warmUp) {
          slices.nanos().clear();
          slices.bytes().clear();
        }
      }
      order.add(order.remove(0)); // each comes first, and after each other, equally often
    }
    return result;
  }

  private void slice(Library library, Slices slices) throws Exception {
    Callable<?> way = Objects.requireNonNull(ways.get(library));
    int count = Objects.requireNonNull(calls.get(library));
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long nanos = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < count; i++) {
      last = way.call(); // kept, so that no compiler leaves it out
    }
    nanos = THREADS.getCurrentThreadCpuTime() - nanos;
    bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    slices.nanos().add(nanos / (double) count);
    slices.bytes().add(bytes / (double) count);
    long fitting = count * SLICE_NANOS / Math.max(nanos, 1);
    calls.put(library, (int) Math.max(1, Math.min(2L * count + 1, fitting)));
  }

  /** Returns what the last call gave; only there to be possible. */
  Object last() {
    return last;
  }
}
