package billing;

import dev.oryadmin.Secret;
import dev.oryadmin.SecretStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Secrets in a folder that the service and the job share: one file each, written as a whole. */
@Component
public class SecretFolder implements SecretStore {
  private final Path folder;

  SecretFolder(@Value("${billing.secrets}") Path folder) {
    this.folder = folder;
  }

  @Override
  public void store(String id, Secret secret) {
    try {
      Path written = Files.createTempFile(folder, id, ".new"); // readable by its owner only
      Files.writeString(written, secret.reveal());
      Files.move(written, folder.resolve(id), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<Secret> find(String id) {
    Path file = folder.resolve(id);
    try {
      return Files.exists(file) ? Optional.of(Secret.of(Files.readString(file))) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
