package dev.oryadmin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;

/**
 * Runs {@link CodecBenchmark} in rounds, all libraries in each, so that what else happens on the
 * machine meets all of them alike; the result, written after each round, has a fork for each.
 *
 * <p>Arguments: the result file, the number of rounds, then options of JMH.
 */
public final class CodecComparison {
  private CodecComparison() {}

  /** See above. */
  public static void main(String[] args)
      throws IOException, RunnerException, CommandLineOptionException {
    Files.createDirectories(Objects.requireNonNull(Path.of(args[0]).toAbsolutePath().getParent()));
    List<String> options = new ArrayList<>(List.of(args).subList(2, args.length));
    options.addAll(List.of("CodecBenchmark", "-prof", "gc"));
    options.addAll(List.of("-prof", CpuProfiler.class.getName()));
    Options jmh = new CommandLineOptions(options.toArray(new String[0]));
    Map<String, RunResult> merged = new LinkedHashMap<>();
    for (int round = 0; round < Integer.parseInt(args[1]); round++) {
      for (RunResult result : new Runner(jmh).run()) {
        merged.merge(result.getParams().id(), result, CodecComparison::merge);
      }
      ResultFormatFactory.getInstance(ResultFormatType.JSON, args[0]).writeOut(merged.values());
    }
  }

  private static RunResult merge(RunResult before, RunResult next) {
    Collection<BenchmarkResult> forks = new ArrayList<>(before.getBenchmarkResults());
    forks.addAll(next.getBenchmarkResults());
    return new RunResult(before.getParams(), forks);
  }
}
