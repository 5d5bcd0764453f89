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
import org.jspecify.annotations.Nullable;

/**
 * One run of {@link ClientRegistry#importFrom}: reads some lines, makes their clients side by side,
 * and reads on. Used by one thread, and by those that it starts.
 */
final class ClientImport {
  private static final int LINES_AT_ONCE = 64;

  private final ClientRegistry registry;
  private final SecretStore secrets;
  private final Consumer<Progress> progress;
  private final UnaryOperator<OAuth2Client> rewriting;
  private final List<String> imported = new ArrayList<>();
  private final List<String> redeploy = new ArrayList<>();
  private final Map<String, String> refused = new LinkedHashMap<>();
  private final Map<String, String> otherIds = new LinkedHashMap<>();
  private @Nullable RuntimeException failure;
  private long done;

  /** What became of one line. */
  private record Line(
      String key, Result result, boolean secret, @Nullable String id, @Nullable String otherId) {}

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
    Map<Long, String> some = new LinkedHashMap<>();
    long number = 0;
    try {
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      String line = lines.readLine();
      while (line != null && failure == null) {
        number++;
        if (!line.isBlank()) {
          some.put(number, line);
        }
        line = lines.readLine();
        if (some.size() == LINES_AT_ONCE || line == null) {
          bringIn(some);
          some.clear();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ImportReport(imported, redeploy, refused, otherIds, failure);
  }

  private void bringIn(Map<Long, String> some) {
    List<Map.Entry<Long, String>> lines = List.copyOf(some.entrySet());
    @Nullable Line[] results = new Line[lines.size()];
    SideBySide sideBySide = registry.sideBySide();
    sideBySide.run(
        lines.size(),
        i -> {
          try {
            Line result = bringIn(lines.get(i).getKey(), lines.get(i).getValue());
            results[i] = result;
            tell(result.key());
          } catch (RuntimeException e) { // of the server, or of the store
            sideBySide.stop();
            failed(e);
          }
        });
    for (Line line : results) {
      if (line != null) {
        report(line);
      }
    }
  }

  private synchronized void tell(String key) {
    done++;
    progress.accept(new Progress(done, -1, "+ " + key));
  }

  private synchronized void failed(RuntimeException e) {
    failure = failure == null ? e : failure;
  }

  private void report(Line line) {
    if (line.result().outcome() != Outcome.APPLIED) {
      refused.put(line.key(), String.valueOf(line.result().reason()));
      return;
    }
    imported.add(line.key());
    if (line.secret()) {
      redeploy.add(line.key());
    }
    if (line.id() != null && line.otherId() != null && !line.id().equals(line.otherId())) {
      otherIds.put(line.id(), line.otherId());
    }
  }

  private Line bringIn(long number, String line) {
    OAuth2Client client;
    try {
      client = registry.findable(writable(rewriting.apply(OAuth2Client.fromJson(line))));
    } catch (DecodeException | IllegalArgumentException e) {
      return refusal("line " + number, String.valueOf(e.getMessage()));
    }
    ChangeApplication application = application(client);
    Result result = run(application);
    OAuth2Client made = client;
    if (result.outcome() == Outcome.REFUSED && serverChoosesIds(result)) {
      made = client.toBuilder().unset(CLIENT_ID).build();
      if (made.owner() == null || made.clientName() == null) {
        return refusal(
            client.clientId(),
            "the server chooses ids: without owner and client_name it could not be found again");
      }
      application = application(made);
      result = run(application);
    }
    OAuth2Client there = application.there();
    return new Line(
        PlannedChange.keyOf(made),
        result,
        SecretCheck.appliesTo(made),
        client.get(CLIENT_ID),
        there == null ? null : there.clientId());
  }

  private static Line refusal(String key, String reason) {
    return new Line(key, new Result(Outcome.REFUSED, reason), false, null, null);
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

  private static boolean serverChoosesIds(Result result) {
    return result.reason() != null && result.reason().contains("OAuth2 Client ID");
  }

  private ChangeApplication application(OAuth2Client client) {
    return new ChangeApplication(registry, PlannedChange.create(client), secrets, doomed -> {});
  }

  private static Result run(ChangeApplication application) {
    try {
      return application.run();
    } catch (BadRequestException | ConflictException | IllegalArgumentException e) {
      return new Result(Outcome.REFUSED, e.getMessage());
    }
  }
}
