package dev.oryadmin;

import static dev.oryadmin.model.OAuth2Client.CLIENT_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.testing.FakeHydra;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * 64 threads share one client for a while, then as many virtual threads where Java has them: {@code
 * mvn test -Dtest=LoadCheck [-Dload.seconds=20] [-Djvm=<another java>]}. Prints its figures.
 */
@Untraced
class LoadCheck {
  private static final int THREADS = 64;

  /** Calls that one thread makes of one client, from its creation to its deletion. */
  private static final int CALLS = 6;

  private static final int ROUNDS_OF_WARM_UP = 2;

  private long calls;

  static List<Arguments> threads() throws ReflectiveOperationException {
    List<Arguments> all = new ArrayList<>();
    all.add(Arguments.of("platform threads", Executors.newFixedThreadPool(THREADS)));
    if (Runtime.version().feature() >= 21) {
      Object virtual = Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
      all.add(Arguments.of("virtual threads", virtual));
    }
    return all;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("threads")
  void oneClientForManyThreadsLeaksNothing(String kind, ExecutorService threads) throws Exception {
    Duration duration = Duration.ofSeconds(Long.getLong("load.seconds", 20));
    try (FakeHydra hydra = FakeHydra.start()) {
      Figures before;
      Figures early;
      Figures late;
      int mostThreads = 0;
      long mostFiles = 0;
      long begin = System.nanoTime();
      ApiClient ory = ApiClient.builder().adminUrl(hydra.adminUrl()).build();
      try (ory) {
        before = Figures.now();
        for (int i = 0; i < ROUNDS_OF_WARM_UP; i++) {
          round(threads, ory, hydra);
        }
        early = Figures.now();
        begin = System.nanoTime();
        calls = 0;
        while (System.nanoTime() - begin < duration.toNanos()) {
          round(threads, ory, hydra);
          mostThreads = Math.max(mostThreads, Figures.ourThreads());
          mostFiles = Math.max(mostFiles, Figures.openFiles());
        }
        late = Figures.now();
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      Figures after = settled(before);
      System.out.printf(
          "Java %d, %s: %d calls in %.0f s, %.0f a second; at most %d threads of ours, %d open files%n",
          Runtime.version().feature(),
          kind,
          calls,
          seconds,
          calls / seconds,
          mostThreads,
          mostFiles);
      System.out.printf("before %s%nearly  %s%nlate   %s%nclosed %s%n", before, early, late, after);
      // A thread whose call has ended hands on the next one before it is free itself.
      assertThat(mostThreads)
          .as("dispatcher, interrupt watcher, timer, and one that looks names up")
          .isLessThanOrEqualTo(2 * 64 + 3);
      assertThat(mostFiles - before.files)
          .as("two ends of each connection")
          .isLessThanOrEqualTo(2L * (THREADS + 64) + 16);
      assertThat(late.heap - early.heap).as("bytes").isLessThan(8L << 20);
      assertThat(Figures.ourThreadNames()).isEmpty();
      assertThat(after.files).isLessThanOrEqualTo(before.files + 8);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Each thread lives through the life of some clients, half of its calls in the background. */
  private void round(ExecutorService threads, ApiClient ory, FakeHydra hydra) throws Exception {
    List<Future<Integer>> workers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      workers.add(
          threads.submit(
              () -> {
                int made = 0;
                for (int n = 0; n < 10; n++) {
                  made += life(ory);
                }
                return made;
              }));
    }
    for (Future<Integer> worker : workers) {
      calls += worker.get(60, TimeUnit.SECONDS);
    }
    assertThat(hydra.requests()).as("nothing is sent twice").hasSize(THREADS * 10 * CALLS);
    hydra.reset(); // it remembers all requests
  }

  private static int life(ApiClient ory) {
    String id = ory.clients().create(OAuth2Client.builder().clientName("load").build()).clientId();
    CompletableFuture<OAuth2Client> read = ory.clients().getCall(id).executeAsync();
    CompletableFuture<OAuth2Client> patched =
        ory.clients().patchCall(id, p -> p.replace(CLIENT_NAME, "patched")).executeAsync();
    assertThat(read.join().clientId()).isEqualTo(id);
    assertThat(patched.join().clientName()).isEqualTo("patched");
    assertThat(ory.clients().listCall(q -> q.pageSize(2)).execute().items()).isNotEmpty();
    ory.clients().deleteCall(id).executeAsync().join();
    assertThat(ory.clients().find(id)).isEmpty();
    return CALLS;
  }

  /** Waits until what was closed is gone, at most ten seconds. */
  private static Figures settled(Figures before) {
    long begin = System.nanoTime();
    while (true) {
      Figures figures = Figures.now();
      boolean gone = figures.threads == 0 && figures.files <= before.files + 8;
      if (gone || System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(10)) {
        return figures;
      }
    }
  }

  /** What is in use. */
  private record Figures(int threads, long files, long heap) {
    static Figures now() {
      System.gc();
      long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      return new Figures(ourThreads(), openFiles(), heap);
    }

    static int ourThreads() {
      return ourThreadNames().size();
    }

    static List<String> ourThreadNames() {
      return Thread.getAllStackTraces().keySet().stream()
          .filter(Thread::isAlive)
          .map(Thread::getName)
          // OkHttp renames those of its dispatcher while they work.
          .filter(name -> name.matches("ory-oauth2-admin.*|OkHttp http.*"))
          .toList();
    }

    static long openFiles() {
      return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
          ? unix.getOpenFileDescriptorCount()
          : 0;
    }

    @Override
    public String toString() {
      return "threads %d, open files %d, heap %.1f MB".formatted(threads, files, heap / 1e6);
    }
  }
}
