package dev.oryadmin.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many calls at once: 64 callers on threads of the platform, or on virtual ones, this SDK and the
 * floor in turns, so that what else happens on the machine meets both.
 *
 * <p>Arguments: the URL of a {@link LoopbackServer}, {@code platform} or {@code virtual} (from JDK
 * 21), the number of rounds. Prints the CPU time of the process for each call, and how long a call
 * takes at the median and for the slowest hundredth.
 */
public final class CrowdProbe {
  private static final int CALLERS = 64;
  private static final int CALLS = 25;

  private final OperatingSystemMXBean machine =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final ExecutorService threads;
  private final Map<Library, List<Double>> cpu = new EnumMap<>(Library.class);
  private final Map<Library, List<Double>> times = new EnumMap<>(Library.class);

  private CrowdProbe(ExecutorService threads) {
    this.threads = threads;
  }

  /** See above. */
  public static void main(String[] args) throws Exception {
    CrowdProbe probe =
        new CrowdProbe(
            args[1].equals("virtual") ? virtual() : Executors.newFixedThreadPool(CALLERS));
    int rounds = Integer.parseInt(args[2]);
    Caller floor = Library.FLOOR.caller(args[0]);
    Caller sdk = Library.SDK.caller(args[0]);
    for (int round = 0; round < 2 * rounds; round++) {
      if (round == rounds) {
        probe.cpu.clear(); // the first half was the warm-up
        probe.times.clear();
      }
      probe.slice(Library.FLOOR, floor);
      probe.slice(Library.SDK, sdk);
    }
    probe.print(args[1]);
    System.exit(0); // the floor's threads keep the JVM alive
  }

  private static ExecutorService virtual() throws ReflectiveOperationException {
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  private void slice(Library library, Caller caller) throws Exception {
    Callable<List<Double>> work =
        () -> {
          List<Double> micros = new ArrayList<>();
          for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            Objects.requireNonNull(caller.get());
            micros.add((System.nanoTime() - start) / 1e3);
          }
          return micros;
        };
    long before = machine.getProcessCpuTime();
    List<Double> all = times.computeIfAbsent(library, key -> new ArrayList<>());
    for (Future<List<Double>> done : threads.invokeAll(Collections.nCopies(CALLERS, work))) {
      all.addAll(done.get());
    }
    double nanos = machine.getProcessCpuTime() - before;
    cpu.computeIfAbsent(library, key -> new ArrayList<>()).add(nanos / 1e3 / CALLERS / CALLS);
  }

  private void print(String kind) {
    List<Double> floor = Objects.requireNonNull(cpu.get(Library.FLOOR));
    List<Double> sdk = Objects.requireNonNull(cpu.get(Library.SDK));
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < sdk.size(); i++) {
      ratios.add(sdk.get(i) / floor.get(i));
    }
    System.out.printf(
        Locale.ROOT,
        "%s: CPU for a call %.1f µs, floor %.1f µs, ratio %.2f (%.2f–%.2f)%n",
        kind,
        quantile(sdk, 0.5),
        quantile(floor, 0.5),
        quantile(ratios, 0.5),
        quantile(ratios, 0.25),
        quantile(ratios, 0.75));
    cpu.keySet().forEach(library -> printTimes(library));
  }

  private void printTimes(Library library) {
    List<Double> micros = Objects.requireNonNull(times.get(library));
    System.out.printf(
        Locale.ROOT,
        "  %s: median %.0f µs, slowest hundredth %.0f µs%n",
        library,
        quantile(micros, 0.5),
        quantile(micros, 0.99));
  }

  private static double quantile(List<Double> values, double part) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get((int) (part * (sorted.size() - 1)));
  }
}
