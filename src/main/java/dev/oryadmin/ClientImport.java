package dev.oryadmin;

import static dev.oryadmin.model.OAuth2Client.CLIENT_ID;

import dev.oryadmin.AppliedPlan.Outcome;
import dev.oryadmin.AppliedPlan.Result;
import dev.oryadmin.model.OAuth2Client;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One run of {@link ClientRegistry#importFrom}, line by line. Used by one thread. */
final class ClientImport {
  private final ClientRegistry registry;
  private final SecretStore secrets;
  private final Consumer<Progress> progress;
  private final UnaryOperator<OAuth2Client> rewriting;
  private final List<String> imported = new ArrayList<>();
  private final List<String> redeploy = new ArrayList<>();
  private final Map<String, String> refused = new LinkedHashMap<>();

  ClientImport(
      ClientRegistry registry,
      SecretStore secrets,
      Consumer<Progress> progress,
      UnaryOperator<OAuth2Client> rewriting) {
    this.registry = registry;
    this.secrets = secrets;
    this.progress = progress;
    this.rewriting = rewriting;
  }

  ImportReport run(InputStream in) {
    RuntimeException failure = null;
    long number = 0;
    try {
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          read(line, number);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) { // of the server, or of the store
      failure = e;
    }
    return new ImportReport(imported, redeploy, refused, failure);
  }

  private void read(String line, long number) {
    OAuth2Client client;
    try {
      client = registry.findable(writable(rewriting.apply(OAuth2Client.fromJson(line))));
    } catch (DecodeException | IllegalArgumentException e) {
      refused.put("line " + number, String.valueOf(e.getMessage()));
      return;
    }
    String key = bringIn(client);
    progress.accept(new Progress(number, -1, "+ " + key));
  }

  /** Returns the client without its read-only properties, which never compare as equal. */
  private static OAuth2Client writable(OAuth2Client client) {
    OAuth2Client.Builder writable = client.toBuilder().unset(OAuth2Client.CLIENT_SECRET);
    for (Property<OAuth2Client, ?> property : OAuth2Client.PROPERTIES) {
      if (property.readOnly()) {
        writable.unset(property);
      }
    }
    return writable.build();
  }

  private String bringIn(OAuth2Client client) {
    Result result = apply(client);
    OAuth2Client made = client;
    if (result.outcome() == Outcome.REFUSED && serverChoosesIds(result)) {
      made = client.toBuilder().unset(CLIENT_ID).build();
      if (made.owner() == null || made.clientName() == null) {
        refused.put(
            client.clientId(),
            "the server chooses ids: without owner and client_name it could not be found again");
        return client.clientId();
      }
      result = apply(made);
    }
    String key = PlannedChange.keyOf(made);
    if (result.outcome() != Outcome.APPLIED) {
      refused.put(key, String.valueOf(result.reason()));
      return key;
    }
    imported.add(key);
    if (SecretCheck.appliesTo(made)) {
      redeploy.add(key);
    }
    return key;
  }

  private static boolean serverChoosesIds(Result result) {
    return result.reason() != null && result.reason().contains("OAuth2 Client ID");
  }

  private Result apply(OAuth2Client client) {
    PlannedChange change = PlannedChange.create(client);
    try {
      return new ChangeApplication(registry, change, secrets, doomed -> {}).run();
    } catch (BadRequestException | ConflictException | IllegalArgumentException e) {
      return new Result(Outcome.REFUSED, e.getMessage());
    }
  }
}
