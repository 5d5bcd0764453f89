package dev.oryadmin.cli;

import dev.oryadmin.Secret;
import dev.oryadmin.SecretStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
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
    try {
      Files.move(
          draft(secret),
          file(id),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      writeEntries();
    } catch (IOException e) {
      throw notStored(id, e);
    }
  }

  /** Of several processes that do this at once, one stores its secret and all return that one. */
  @Override
  public Secret storeIfAbsent(String id, Secret secret) {
    try {
      Path draft = draft(secret);
      try {
        Files.createLink(file(id), draft); // fails if the file exists
        writeEntries();
        return secret;
      } catch (FileAlreadyExistsException e) {
        Optional<Secret> there = find(id);
        if (there.isPresent()) {
          return there.get();
        }
      } catch (UnsupportedOperationException | FileSystemException e) {
        // Not every file system has links.
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw notStored(id, e);
    }
    return SecretStore.super.storeIfAbsent(id, secret);
  }

  /** Writes a secret, on the disk, into a file that nobody looks for yet. */
  private Path draft(Secret secret) throws IOException {
    Path draft = folder.resolve("." + UUID.randomUUID());
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
    return draft;
  }

  /** A file whose name is not on the disk is lost when the machine stops. */
  private void writeEntries() {
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    } catch (IOException e) {
      // Windows opens no folders, and writes their entries by itself.
    }
  }

  private UncheckedIOException notStored(String id, IOException e) {
    return new UncheckedIOException("can't store the secret of " + id + " in " + folder, e);
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
