package dev.oryadmin.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  private final Map<String, Callable<?>> ways;
  private final Map<String, Integer> calls = new LinkedHashMap<>();
  private Object last = "";

  PairedSlices(Map<String, Callable<?>> ways) {
    this.ways = ways;
    ways.keySet().forEach(way -> calls.put(way, 1));
  }

  /** The slices of one way: of each, the nanoseconds of CPU time and the bytes for each call. */
  record Slices(List<Double> nanos, List<Double> bytes) {}

  /** Runs rounds of a slice for each way; those of the warm-up don't count. */
  Map<String, Slices> run(int warmUp, int rounds) throws Exception {
    Map<String, Slices> result = new LinkedHashMap<>();
    ways.keySet().forEach(way -> result.put(way, new Slices(new ArrayList<>(), new ArrayList<>())));
    List<String> order = new ArrayList<>(ways.keySet());
    for (int round = 0; round < warmUp + rounds; round++) {
      for (String way : order) {
        Slices slices = Objects.requireNonNull(result.get(way));
        slice(way, slices);
        if (round < warmUp) {
          slices.nanos().clear();
          slices.bytes().clear();
        }
      }
      order.add(order.remove(0)); // each comes first, and after each other, equally often
    }
    return result;
  }

  private void slice(String way, Slices slices) throws Exception {
    Callable<?> call = Objects.requireNonNull(ways.get(way));
    int count = Objects.requireNonNull(calls.get(way));
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long nanos = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < count; i++) {
      last = call.call(); // kept, so that no compiler leaves it out
    }
    nanos = THREADS.getCurrentThreadCpuTime() - nanos;
    bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    slices.nanos().add(nanos / (double) count);
    slices.bytes().add(bytes / (double) count);
    long fitting = count * SLICE_NANOS / Math.max(nanos, 1);
    calls.put(way, (int) Math.max(1, Math.min(2L * count + 1, fitting)));
  }

  /** Returns what the last call gave; only there to be possible. */
  Object last() {
    return last;
  }
}
