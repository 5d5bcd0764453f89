package dev.oryadmin.cli;

import com.google.gson.JsonObject;
import dev.oryadmin.Secret;
import dev.oryadmin.SecretStore;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Prints each secret as a line of JSON. It can't find one again: what is printed has to be kept.
 *
 * <p>Safe for use by several threads.
 */
final class PrintedStore implements SecretStore {
  private final PrintStream out;

  PrintedStore(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void store(String id, Secret secret) {
    JsonObject line = new JsonObject();
    line.addProperty("client_id", id);
    line.addProperty("client_secret", secret.reveal());
    out.println(line);
    if (out.checkError()) {
      throw new UncheckedIOException(new IOException("nobody reads the secrets printed"));
    }
  }

  @Override
  public Optional<Secret> find(String id) {
    return Optional.empty();
  }
}
