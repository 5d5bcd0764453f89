package dev.oryadmin.bench;

import com.google.gson.JsonObject;
import dev.oryadmin.bench.PairedSlices.Slices;
import dev.oryadmin.model.OAuth2Client;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * Measures reading and writing by {@link PairedSlices} in this JVM and prints one line of JSON: for
 * each task and library the median ratio to the floor, the range in which the middle half of the
 * pairs lies, and the allocated bytes as a ratio.
 *
 * <p>Argument: the number of rounds.
 */
public final class PairedProbe {
  /** This SDK with a string in place of bytes: {@code fromJson(String)} and {@code toJson()}. */
  private static final String TEXT = "SDK_TEXT";

  private PairedProbe() {}

  /** See above. */
  public static void main(String[] args) throws Exception {
    int rounds = Integer.parseInt(args[0]);
    JsonObject result = new JsonObject();
    for (Payload payload : Payload.values()) {
      for (boolean write : new boolean[] {false, true}) {
        PairedSlices slices = new PairedSlices(ways(payload, write));
        String task = (write ? "write." : "read.") + payload;
        result.add(task, ratios(slices.run(rounds, rounds)));
        Objects.requireNonNull(slices.last());
      }
    }
    System.out.println(result);
  }

  private static Map<String, Callable<?>> ways(Payload payload, boolean write) throws IOException {
    Map<String, Callable<?>> ways = new LinkedHashMap<>();
    byte[] json = payload.json();
    for (Library library : Library.values()) {
      Callable<?> way = way(library.binding(), payload == Payload.PAGE, write, json);
      try {
        way.call();
      } catch (Exception e) {
        continue; // an official client that can't read what the server answers, or write it again
      }
      ways.put(library.name(), way);
    }
    if (payload != Payload.PAGE) {
      String text = new String(json, StandardCharsets.UTF_8);
      OAuth2Client client = OAuth2Client.fromJson(text);
      ways.put(TEXT, write ? client::toJson : () -> OAuth2Client.fromJson(text));
    }
    return ways;
  }

  private static Callable<?> way(Binding binding, boolean page, boolean write, byte[] json) {
    if (!write) {
      return page ? () -> binding.readArray(json) : () -> binding.read(json);
    }
    try {
      if (page) {
        List<?> clients = binding.readArray(json);
        return () -> binding.writeArray(clients);
      }
      Object client = binding.read(json);
      return () -> binding.write(client);
    } catch (IOException | RuntimeException e) {
      return () -> {
        throw e;
      };
    }
  }

  private static JsonObject ratios(Map<String, Slices> all) {
    Slices floor = Objects.requireNonNull(all.get(Library.FLOOR.name()));
    JsonObject result = new JsonObject();
    all.forEach(
        (way, slices) -> {
          List<Double> ratios = new ArrayList<>();
          for (int i = 0; i < slices.nanos().size(); i++) {
            ratios.add(slices.nanos().get(i) / floor.nanos().get(i));
          }
          JsonObject figures = new JsonObject();
          figures.addProperty("median", quantile(ratios, 0.5));
          figures.addProperty("low", quantile(ratios, 0.25));
          figures.addProperty("high", quantile(ratios, 0.75));
          figures.addProperty("micros", quantile(slices.nanos(), 0.5) / 1e3);
          figures.addProperty("kilobytes", quantile(slices.bytes(), 0.5) / 1e3);
          figures.addProperty(
              "allocated", quantile(slices.bytes(), 0.5) / quantile(floor.bytes(), 0.5));
          result.add(way, figures);
        });
    return result;
  }

  private static double quantile(List<Double> values, double part) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get((int) (part * (sorted.size() - 1)));
  }
}
