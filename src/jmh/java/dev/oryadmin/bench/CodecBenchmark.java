package dev.oryadmin.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * JSON in UTF-8 to objects, and back.
 *
 * <p>{@link CodecComparison} runs it in rounds. One garbage collector thread, which runs while
 * nothing else does: its work counts as CPU time of whoever caused it, and nothing spins.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"})
public class CodecBenchmark {
  /** What is read and written. */
  @Param public @Nullable Payload payload;

  /** What reads and writes it. */
  @Param public @Nullable Library library;

  @SuppressWarnings("NullAway.Init") // set before each trial
  private Binding binding;

  private byte[] json = {};
  private List<?> clients = List.of();

  /** Reads the payload once, for what is written. */
  @Setup
  public void setUp() throws IOException {
    if (payload == null || library == null) {
      throw new IllegalStateException("parameters are not set");
    }
    json = payload.json();
    binding = library.binding();
    clients = isPage() ? binding.readArray(json) : List.of(binding.read(json));
  }

  private boolean isPage() {
    return payload == Payload.PAGE;
  }

  /** Reads the payload. */
  @Benchmark
  public Object decode() throws IOException {
    return isPage() ? binding.readArray(json) : binding.read(json);
  }

  /** Writes what the payload was read as. */
  @Benchmark
  public byte[] encode() throws IOException {
    return isPage() ? binding.writeArray(clients) : binding.write(clients.get(0));
  }
}
