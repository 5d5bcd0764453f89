package dev.oryadmin.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Measures calls in a fresh JVM and prints one line of JSON.
 *
 * <ul>
 *   <li>{@code <url> first <library>}: from the start of the JVM to the first answer, loading of
 *       classes included;
 *   <li>{@code <url> list <library>}: all clients, page by page;
 *   <li>{@code <url> calls}: the libraries in turns of some calls, so that what else happens on the
 *       machine meets all of them alike.
 * </ul>
 */
public final class CallProbe {
  private static final int TURNS = 150;
  private static final int WARM_UP = 75;
  private static final int CALLS = 100;

  private CallProbe() {}

  /** See above. */
  public static void main(String[] args) throws Exception {
    JsonObject result =
        switch (args[1]) {
          case "first" -> first(Library.valueOf(args[2]).caller(args[0]));
          case "list" -> list(Library.valueOf(args[2]).caller(args[0]));
          case "calls" -> calls(args[0]);
          default -> throw new IllegalArgumentException("no such measurement: " + args[1]);
        };
    System.out.println(result);
    System.exit(0); // the threads of the others keep the JVM alive
  }

  private static JsonObject first(Caller caller) throws Exception {
    caller.get();
    // Not by a management bean: to load one costs a good part of what is measured.
    Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    long start = ManagementFactory.getRuntimeMXBean().getStartTime();
    JsonObject result = new JsonObject();
    result.addProperty("wallMillis", System.currentTimeMillis() - start);
    result.addProperty("cpuMillis", cpu.toMillis());
    result.addProperty("classes", ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
    return result;
  }

  private static JsonObject list(Caller caller) throws Exception {
    long start = System.nanoTime();
    JsonObject result = new JsonObject();
    result.addProperty("listed", caller.list());
    result.addProperty("wallMillis", (System.nanoTime() - start) / 1e6);
    result.addProperty("cpuMillis", processCpuMillis());
    result.addProperty("heapBytes", Runtime.getRuntime().maxMemory());
    return result;
  }

  private static double processCpuMillis() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e6;
  }

  private static JsonObject calls(String url) throws Exception {
    Map<Library, Caller> callers = new EnumMap<>(Library.class);
    JsonObject result = new JsonObject();
    for (Library library : new Library[] {Library.FLOOR, Library.SDK, Library.HYDRA}) {
      callers.put(library, library.caller(url));
      JsonObject empty = new JsonObject();
      empty.add("cpuMicros", new JsonArray());
      empty.add("bytes", new JsonArray());
      result.add(library.name(), empty);
    }
    for (int i = 0; i < WARM_UP + TURNS; i++) {
      for (Map.Entry<Library, Caller> entry : callers.entrySet()) {
        JsonObject figures = result.getAsJsonObject(entry.getKey().name());
        turn(entry.getValue(), i < WARM_UP ? new JsonObject() : figures);
      }
    }
    return result;
  }

  private static void turn(Caller caller, JsonObject figures) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long cpu = JavaThreads.cpuNanos();
    for (int i = 0; i < CALLS; i++) {
      caller.get();
    }
    cpu = JavaThreads.cpuNanos() - cpu;
    bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
    if (figures.has("cpuMicros")) {
      figures.getAsJsonArray("cpuMicros").add(cpu / 1e3 / CALLS);
      figures.getAsJsonArray("bytes").add(bytes / (double) CALLS);
    }
  }
}
