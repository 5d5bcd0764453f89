package dev.oryadmin.registry;

import java.util.Random;
import java.util.TreeSet;

/**
 * Lets one of several programs go on at a time. Who is next is random, and the same for the same
 * seed, however fast each thread is.
 */
final class Turns {
  private static final int NOBODY = -1;

  private final Random random;
  private final TreeSet<Integer> waiting = new TreeSet<>();
  private int programs;
  private int running = NOBODY;

  /** For so many programs, numbered from 0. */
  Turns(int programs, Random random) {
    this.programs = programs;
    this.random = random;
  }

  /** Ends the turn of a program, and returns when it has the next one. */
  synchronized void take(int program) {
    waiting.add(program);
    next();
    while (running != program) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Ends the turn of a program, which takes no other. */
  synchronized void leave() {
    programs--;
    next();
  }

  private void next() {
    running = NOBODY;
    if (!waiting.isEmpty() && waiting.size() == programs) {
      running = waiting.stream().skip(random.nextInt(programs)).findFirst().orElseThrow();
      waiting.remove(running);
      notifyAll();
    }
  }
}
