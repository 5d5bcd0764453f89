package dev.oryadmin.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.gson.JsonObject;
import com.sun.management.OperatingSystemMXBean;
import dev.oryadmin.ApiClient;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;

/**
 * Many calls at once: 64 callers, this SDK and the floor in turns, so that what else happens on the
 * machine meets both. Prints one line of JSON: the CPU time of the process for each call, and how
 * long a call takes at the median and for the slowest hundredth.
 *
 * <p>Arguments: {@code platform} threads, {@code virtual} ones (from JDK 21) or {@code async}; the
 * number of rounds; the URL of a {@link LoopbackServer}, or that of an {@link Http2Server} and its
 * certificate.
 *
 * <p>The floor gets as many connections and requests at once as this SDK has. OkHttp's own defaults
 * are 5 of both, which would be a comparison of settings.
 */
public final class CrowdProbe {
  private static final int CALLERS = 64;
  private static final int CALLS = 25;

  private final OperatingSystemMXBean machine =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Map<Library, List<Double>> cpu = new EnumMap<>(Library.class);
  private final Map<Library, List<Double>> times = new EnumMap<>(Library.class);

  private CrowdProbe() {}

  /** See above. */
  public static void main(String[] args) throws Exception {
    CrowdProbe probe = new CrowdProbe();
    int rounds = Integer.parseInt(args[1]);
    String url = args[2];
    String certificate = args.length > 3 ? args[3] : "";
    Caller floor = new FloorCaller(url, client(certificate));
    Caller sdk =
        new SdkCaller(
            certificate.isEmpty()
                ? ApiClient.builder().adminUrl(url).build()
                : ApiClient.builder().adminUrl(url).httpClient(client(certificate)).build());
    Crowd crowd = crowd(args[0]);
    for (int round = 0; round < 2 * rounds; round++) {
      if (round == rounds) {
        probe.cpu.clear(); // the first half was the warm-up
        probe.times.clear();
      }
      boolean turned = round % 2 > 0; // each comes first equally often
      probe.slice(crowd, turned ? Library.SDK : Library.FLOOR, turned ? sdk : floor);
      probe.slice(crowd, turned ? Library.FLOOR : Library.SDK, turned ? floor : sdk);
    }
    System.out.println(probe.figures());
    System.exit(0); // the floor's threads keep the JVM alive
  }

  private static OkHttpClient client(String certificate) {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(CALLERS);
    dispatcher.setMaxRequestsPerHost(CALLERS);
    OkHttpClient.Builder client =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .connectionPool(new ConnectionPool(CALLERS, 1, TimeUnit.MINUTES));
    if (!certificate.isEmpty()) {
      String pem = new String(Base64.getDecoder().decode(certificate), US_ASCII);
      HandshakeCertificates trusted =
          new HandshakeCertificates.Builder()
              .addTrustedCertificate(Certificates.decodeCertificatePem(pem))
              .build();
      client.sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager());
    }
    return client.build();
  }

  /** Lets 64 callers make their calls, and returns the microseconds that each call took. */
  private interface Crowd {
    List<Double> run(Caller caller) throws Exception;
  }

  private static Crowd crowd(String kind) throws ReflectiveOperationException {
    return switch (kind) {
      case "platform" -> threads(Executors.newFixedThreadPool(CALLERS));
      case "virtual" ->
          threads(
              (ExecutorService)
                  Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
      case "async" -> CrowdProbe::async;
      default -> throw new IllegalArgumentException("no such crowd: " + kind);
    };
  }

  private static Crowd threads(ExecutorService threads) {
    return caller -> {
      Callable<List<Double>> work = () -> calls(caller);
      List<Double> all = new ArrayList<>();
      for (Future<List<Double>> done : threads.invokeAll(Collections.nCopies(CALLERS, work))) {
        all.addAll(done.get());
      }
      return all;
    };
  }

  private static List<Double> calls(Caller caller) throws Exception {
    List<Double> micros = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      long start = System.nanoTime();
      Objects.requireNonNull(caller.get());
      micros.add((System.nanoTime() - start) / 1e3);
    }
    return micros;
  }

  private static List<Double> async(Caller caller) {
    List<CompletableFuture<List<Double>>> chains = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      CompletableFuture<List<Double>> chain = CompletableFuture.completedFuture(new ArrayList<>());
      for (int j = 0; j < CALLS; j++) {
        chain = chain.thenCompose(micros -> oneMore(caller, micros));
      }
      chains.add(chain);
    }
    List<Double> all = new ArrayList<>();
    chains.forEach(chain -> all.addAll(chain.join()));
    return all;
  }

  private static CompletableFuture<List<Double>> oneMore(Caller caller, List<Double> micros) {
    long start = System.nanoTime();
    return caller
        .getAsync()
        .thenApply(
            name -> {
              Objects.requireNonNull(name);
              micros.add((System.nanoTime() - start) / 1e3);
              return micros;
            });
  }

  private void slice(Crowd crowd, Library library, Caller caller) throws Exception {
    long before = machine.getProcessCpuTime();
    times.computeIfAbsent(library, key -> new ArrayList<>()).addAll(crowd.run(caller));
    double nanos = machine.getProcessCpuTime() - before;
    cpu.computeIfAbsent(library, key -> new ArrayList<>()).add(nanos / 1e3 / CALLERS / CALLS);
  }

  private JsonObject figures() {
    List<Double> floor = Objects.requireNonNull(cpu.get(Library.FLOOR));
    List<Double> sdk = Objects.requireNonNull(cpu.get(Library.SDK));
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < sdk.size(); i++) {
      ratios.add(sdk.get(i) / floor.get(i));
    }
    JsonObject figures = new JsonObject();
    figures.addProperty("median", quantile(ratios, 0.5));
    figures.addProperty("low", quantile(ratios, 0.25));
    figures.addProperty("high", quantile(ratios, 0.75));
    for (Library library : cpu.keySet()) {
      JsonObject one = new JsonObject();
      one.addProperty("cpuMicros", quantile(Objects.requireNonNull(cpu.get(library)), 0.5));
      one.addProperty("medianMicros", quantile(Objects.requireNonNull(times.get(library)), 0.5));
      one.addProperty("p99Micros", quantile(Objects.requireNonNull(times.get(library)), 0.99));
      figures.add(library.name(), one);
    }
    return figures;
  }

  private static double quantile(List<Double> values, double part) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get((int) (part * (sorted.size() - 1)));
  }
}
