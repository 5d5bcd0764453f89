package dev.oryadmin.cli;

import dev.oryadmin.Secret;
import dev.oryadmin.SecretStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps each secret in a file that only its owner can read, in one folder. A file is named by the
 * client's id, with {@code %} escapes where a file name can't hold a character.
 *
 * <p>Safe for use by several threads.
 */
final class FolderStore implements SecretStore {
  private final Path folder;

  /**
   * Takes a folder, which is made if it is not there.
   *
   * @throws UncheckedIOException if it can't be
   */
  FolderStore(Path folder) {
    this.folder = folder;
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, permissions("rwx------"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't make the folder " + folder, e);
    }
  }

  private static FileAttribute<?>[] permissions(String owners) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(owners))
        }
        : new FileAttribute<?>[0];
  }

  private Path file(String id) {
    String name = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    return folder.resolve(name.replace(".", "%2E").replace("*", "%2A"));
  }

  /** On the disk before this returns; whoever is killed in between leaves the earlier one. */
  @Override
  public void store(String id, Secret secret) {
    Path draft = folder.resolve("." + UUID.randomUUID());
    try {
      try (FileChannel out =
          FileChannel.open(
              draft,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              permissions("rw-------"))) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(secret.reveal() + "\n");
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(
          draft, file(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("can't store the secret of " + id + " in " + folder, e);
    }
  }

  @Override
  public Optional<Secret> find(String id) {
    try {
      String text = Files.readString(file(id)).replaceFirst("\\R\\z", "");
      return text.isEmpty() ? Optional.empty() : Optional.of(Secret.of(text));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("can't read the secret of " + id + " in " + folder, e);
    }
  }
}
