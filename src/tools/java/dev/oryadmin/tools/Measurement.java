package dev.oryadmin.tools;

import org.jspecify.annotations.Nullable;

/**
 * What one library took for one task.
 *
 * @param task what was done
 * @param library who did it
 * @param cpu the CPU time of one operation, in microseconds
 * @param bytes what one operation allocated; null if that was not measured
 */
record Measurement(Task task, Library library, Samples cpu, @Nullable Double bytes) {
  /** What is compared. */
  enum Library {
    SDK("this SDK"),
    FLOOR("written by hand"),
    HYDRA("hydra-client"),
    KRATOS("kratos-client"),
    JACKSON("Jackson databind");

    private final String title;

    Library(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** What is done, in the order of the page. */
  enum Task {
    DECODE_FULL("Read one full client"),
    DECODE_ANSWER("Read a small answer"),
    DECODE_PAGE("Read a page of 250"),
    ENCODE_FULL("Write one full client"),
    ENCODE_ANSWER("Write a small client"),
    ENCODE_PAGE("Write 250 clients"),
    CALLS("One call"),
    FIRST("First call of a JVM"),
    LIST("List 100,000 clients in a heap of 16 MB");

    private final String title;

    Task(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }
}
