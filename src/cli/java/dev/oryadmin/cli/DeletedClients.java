package dev.oryadmin.cli;

import dev.oryadmin.model.OAuth2Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file of clients that are about to be deleted, a line of JSON for each. It is made with the
 * first one, and added to if it is there. Used by one thread at a time.
 */
final class DeletedClients implements AutoCloseable {
  private final Path file;
  private @Nullable FileChannel out;

  DeletedClients(Path file) {
    this.file = file;
  }

  /** Writes a client; it is on the disk when this returns. */
  void write(OAuth2Client client) {
    try {
      FileChannel open = out == null ? open() : out;
      out = open;
      ByteBuffer line = StandardCharsets.UTF_8.encode(client.toJson() + "\n");
      while (line.hasRemaining()) {
        open.write(line);
      }
      open.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException("can't write " + file, e);
    }
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
