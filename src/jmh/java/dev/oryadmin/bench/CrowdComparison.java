package dev.oryadmin.bench;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Measures many calls at once ({@link CrowdProbe}) of all kinds: by HTTP/1.1, and by HTTP/2 over
 * TLS. Virtual threads need a JDK from 21 on.
 *
 * <p>Arguments: the result file, the number of rounds, then the homes of further JDKs; this JVM's
 * own is the first.
 */
public final class CrowdComparison {
  private CrowdComparison() {}

  /** See above. */
  public static void main(String[] args) throws IOException {
    List<String> homes = new ArrayList<>(List.of(System.getProperty("java.home")));
    homes.addAll(List.of(args).subList(2, args.length));
    Path file = Path.of(args[0]);
    Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    JsonObject results = new JsonObject();
    for (Class<?> server : List.of(LoopbackServer.class, Http2Server.class)) {
      Process serving = Jvm.same("-Xmx256m").start(server, List.of());
      try (OutputStream alive = serving.getOutputStream();
          BufferedReader printed = serving.inputReader()) {
        String address = Objects.requireNonNull(printed.readLine(), "the server did not start");
        for (String home : homes) {
          measure(home, server == Http2Server.class, address, args[1], results);
          Files.writeString(file, results.toString()); // each time: a run may be cut short
        }
      } finally {
        serving.destroy();
      }
    }
  }

  private static void measure(
      String home, boolean http2, String address, String rounds, JsonObject results)
      throws IOException {
    int version = Jvm.version(home);
    List<String> kinds =
        version < 21 ? List.of("platform", "async") : List.of("platform", "virtual", "async");
    for (String kind : kinds) {
      List<String> arguments = new ArrayList<>(List.of(kind, rounds));
      arguments.addAll(List.of(address.split(" ")));
      Jvm jvm = new Jvm(home, List.of("-Xms400m", "-Xmx400m", "-XX:+UseSerialGC"));
      String name = "JDK " + version + "." + kind + (http2 ? ".HTTP/2" : ".HTTP/1.1");
      results.add(name, jvm.measure(CrowdProbe.class, arguments.toArray(new String[0])));
      System.out.println(name + " done");
    }
  }
}
