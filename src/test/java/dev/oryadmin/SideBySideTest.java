package dev.oryadmin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many tasks, a few at a time. */
@Timeout(60)
class SideBySideTest {
  private final TestTime time = new TestTime();
  private final Pace pace = new Pace(time);
  private final List<Integer> run = new CopyOnWriteArrayList<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  private SideBySide atMost(int tasks) {
    return new SideBySide(tasks, pace, time);
  }

  /** A task that only ends together with others. */
  private void with(CyclicBarrier others, int task) {
    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    meet(others);
    underWay.decrementAndGet();
    run.add(task);
  }

  private static void meet(CyclicBarrier others) {
    try {
      others.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new AssertionError("nobody came", e);
    }
  }

  @Test
  void eachTaskRunsOnceAndAsManyAtOnceAsAllowed() {
    CyclicBarrier three = new CyclicBarrier(3);

    atMost(3).run(9, task -> with(three, task));

    assertThat(run).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(most).hasValue(3);
    assertThat(time.waits()).isEmpty();
  }

  @Test
  void noTasksNeedNoThreads() {
    atMost(3).run(0, run::add);

    assertThat(run).isEmpty();
  }

  /** Four threads; the server said that two more requests are allowed. */
  @Test
  void noMoreStartThanRequestsRemain() {
    pace.answered("getOAuth2Client", 200, Headers.of("X-RateLimit-Remaining", "2"));
    CyclicBarrier two = new CyclicBarrier(2);

    atMost(4).run(8, task -> with(two, task));

    assertThat(run).hasSize(8).doesNotHaveDuplicates();
    assertThat(most).hasValue(2);
  }

  @Test
  void noneStartsBeforeTheServerPermitsIt() {
    pace.answered("getOAuth2Client", 429, Headers.of("Retry-After", "7"));

    atMost(1).run(2, run::add);

    assertThat(time.waits()).containsExactly(Duration.ofSeconds(7));
    assertThat(run).containsExactly(0, 1);
  }

  @Test
  void noneStartsAfterOneThatStopsTheRun() {
    SideBySide tasks = atMost(1);

    tasks.run(
        9,
        task -> {
          run.add(task);
          if (task == 3) {
            tasks.stop();
          }
        });

    assertThat(run).containsExactly(0, 1, 2, 3);
  }

  @Test
  void noneStartsAfterOneThatFails() {
    AtomicReference<Thread> failing = new AtomicReference<>();
    CyclicBarrier both = new CyclicBarrier(2);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                atMost(2)
                    .run(
                        9,
                        task -> {
                          run.add(task);
                          if (task == 0) {
                            failing.set(Thread.currentThread());
                            meet(both);
                            throw new IllegalStateException("task 0");
                          } else if (task == 1) {
                            meet(both);
                            awaitIdle(requireNonNull(failing.get()));
                          }
                        }))
        .withMessage("task 0");
    assertThat(run).containsExactlyInAnyOrder(0, 1);
  }

  private static void awaitIdle(Thread thread) {
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TERMINATED) {
      Thread.onSpinWait();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void errorsPassThrough(int threads) {
    AssertionError error = new AssertionError("task 2");

    assertThatThrownBy(
            () ->
                atMost(threads)
                    .run(
                        9,
                        task -> {
                          if (task == 2) {
                            throw error;
                          }
                        }))
        .isSameAs(error);
  }

  @Test
  void interruptIsPassedOnToTheTasksAndKept() throws InterruptedException {
    Thread caller = Thread.currentThread();
    CountDownLatch started = new CountDownLatch(2);
    Set<Integer> interrupted = ConcurrentHashMap.newKeySet();
    Thread interrupting =
        new Thread(
            () -> {
              awaitQuietly(started);
              caller.interrupt();
            });
    interrupting.start();

    atMost(2)
        .run(
            9,
            task -> {
              run.add(task);
              started.countDown();
              if (!awaitQuietly(new CountDownLatch(1))) {
                interrupted.add(task);
              }
            });

    assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
    interrupting.join();
    assertThat(run).containsExactlyInAnyOrder(0, 1);
    assertThat(interrupted).containsExactlyInAnyOrder(0, 1);
  }

  /** Returns false if the thread is interrupted, or waits for too long. */
  private static boolean awaitQuietly(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Test
  void interruptedTaskIsTheLast() {
    atMost(1)
        .run(
            9,
            task -> {
              run.add(task);
              pace.answered("getOAuth2Client", 429, Headers.of("Retry-After", "7"));
              Thread.currentThread().interrupt();
            });

    assertThat(run).containsExactly(0);
    assertThat(time.waits()).isEmpty();
  }
}
