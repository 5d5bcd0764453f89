package dev.oryadmin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gibibyte of one text in a megabyte on the wire, read by a program with a small heap. */
class GzipBombTest {
  private static final long SIZE = 1L << 30;

  @ParameterizedTest
  @ValueSource(strings = {"a", "\u20ac", "\\u20ac"})
  void itEndsInAnExceptionOfOurs(String text) throws Exception {
    byte[] bomb = bomb("[{\"client_name\":\"", text);
    byte[] nested = bomb("[{\"metadata\":{\"a\":\"", text);
    try (ScriptedServer server =
        ScriptedServer.start(
            line -> send(line, 200, bomb),
            line -> send(line, 200, nested),
            line -> send(line, 200, bomb),
            line -> send(line, 400, bomb))) {
      Process process =
          new ProcessBuilder(
                  System.getProperty("java.home") + "/bin/java",
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  SmallProgram.class.getName(),
                  server.url())
              .redirectErrorStream(true)
              .start();
      try {
        List<String> said =
            new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said)
            .containsExactly(
                "DecodeException", "DecodeException", "DecodeException", "BadRequestException");
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private static void send(ScriptedServer.Line line, int status, byte[] bomb) throws IOException {
    line.readRequest();
    line.send(
        "HTTP/1.1 "
            + status
            + " Odd\r\nContent-Encoding: gzip\r\nContent-Length: "
            + bomb.length
            + "\r\n\r\n");
    line.send(bomb);
  }

  private static byte[] bomb(String begin, String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] block = text.repeat(1 << 16).getBytes(UTF_8);
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(begin.getBytes(UTF_8));
      for (long written = 0; written < SIZE; written += block.length) {
        out.write(block);
      }
      out.write("\"}]".getBytes(UTF_8));
    }
    return packed.toByteArray();
  }

  /** Says how each of four lists ends. */
  static final class SmallProgram {
    private SmallProgram() {}

    public static void main(String[] arguments) {
      try (ApiClient ory =
          ApiClient.builder().adminUrl(arguments[0]).retry(RetryPolicy.none()).build()) {
        for (int i = 0; i < 4; i++) {
          say(ory, i == 2);
        }
      }
    }

    private static void say(ApiClient ory, boolean inBackground) {
      try {
        ApiCall<?> call = ory.clients().listCall();
        System.out.println(inBackground ? call.executeAsync().join() : call.execute());
      } catch (OryException e) {
        System.out.println(e.getClass().getSimpleName());
      } catch (CompletionException e) {
        System.out.println(String.valueOf(e.getCause()).replaceAll(".*oryadmin\\.|:.*", ""));
      }
    }
  }
}
