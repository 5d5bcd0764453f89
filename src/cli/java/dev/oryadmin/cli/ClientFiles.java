package dev.oryadmin.cli;

import dev.oryadmin.model.OAuth2Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the clients of several files and folders. Used by one thread. */
final class ClientFiles {
  private static final Pattern NAME = Pattern.compile(".*\\.(ya?ml|json)");

  private final boolean unknownAllowed;
  private final @Nullable String owner;
  private final List<FileProblem> problems = new ArrayList<>();

  ClientFiles(boolean unknownAllowed, @Nullable String owner) {
    this.unknownAllowed = unknownAllowed;
    this.owner = owner;
  }

  /**
   * Reads all files, and those of folders whose names end in {@code .yaml}, {@code .yml} or {@code
   * .json}, hidden ones left out.
   *
   * @throws FileProblemsException if anything is wrong in any of them
   */
  DesiredClients read(List<Path> paths) {
    List<OAuth2Client> clients = new ArrayList<>();
    Map<String, SecretReference> secrets = new LinkedHashMap<>();
    Map<String, String> places = new HashMap<>();
    for (Path path : files(paths)) {
      for (FileClient read : new ClientFile(path, unknownAllowed, problems).read()) {
        OAuth2Client client = owned(read.client());
        String key = key(client, read);
        String other = places.put(key, read.place());
        if (other != null) {
          read.problem("client " + key + " is at " + other + " already");
        }
        clients.add(client);
        SecretReference secret = read.secret();
        if (secret != null) {
          secrets.put(key, secret);
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new FileProblemsException(problems);
    }
    return new DesiredClients(clients, secrets);
  }

  private OAuth2Client owned(OAuth2Client client) {
    return owner != null && isBlank(client.owner())
        ? client.toBuilder().owner(owner).build()
        : client;
  }

  private static String key(OAuth2Client client, FileClient read) {
    String id = client.get(OAuth2Client.CLIENT_ID);
    boolean named = !isBlank(client.owner()) && !isBlank(client.clientName());
    if (isBlank(id) && !named) {
      read.problem("the client has no client_id: set it, or both owner and client_name");
      return read.place();
    }
    return DesiredClients.key(client);
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private List<Path> files(List<Path> paths) {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> below = Files.walk(path)) {
        List<Path> found =
            below
                .filter(file -> isClientFile(path.relativize(file)) && Files.isRegularFile(file))
                .sorted()
                .toList();
        if (found.isEmpty()) {
          problems.add(new FileProblem(path.toString(), 0, "the folder has no YAML or JSON file"));
        }
        files.addAll(found);
      } catch (IOException e) {
        problems.add(new FileProblem(path.toString(), 0, "the folder can't be read"));
      }
    }
    return files;
  }

  private static boolean isClientFile(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".") && !part.toString().isEmpty()) {
        return false;
      }
    }
    return NAME.matcher(relative.toString()).matches();
  }
}
