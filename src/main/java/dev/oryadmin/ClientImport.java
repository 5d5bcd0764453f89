package dev.oryadmin;

import static dev.oryadmin.model.OAuth2Client.CLIENT_ID;

import dev.oryadmin.AppliedPlan.Result;
import dev.oryadmin.ExportedLines.Line;
import dev.oryadmin.model.OAuth2Client;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
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
  private static final int CHARACTERS_AT_ONCE = 1 << 20;

  private final ClientRegistry registry;
  private final SecretStore secrets;
  private final Consumer<Progress> progress;
  private final UnaryOperator<OAuth2Client> rewriting;
  private final TextList imported = new TextList();

  /** The indices of those imported that authenticate by a secret. */
  private final BitSet withSecrets = new BitSet();

  private final Map<String, String> refused = new LinkedHashMap<>();
  private final Map<String, String> unknown = new LinkedHashMap<>();
  private final Map<String, String> otherIds = new LinkedHashMap<>();
  private final Map<String, String> idsOfServer = new HashMap<>();
  private @Nullable RuntimeException failure;
  private long done;

  /** What became of one line. */
  private record Outcome(
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
    ExportedLines lines = new ExportedLines(in);
    try {
      for (List<Line> some = read(lines); !some.isEmpty(); some = read(lines)) {
        bringIn(some);
        if (failure != null) {
          break;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ImportReport(
        imported, imported.at(withSecrets), refused, unknown, otherIds, failure);
  }

  /** Reads lines for one round; none at the end. */
  private static List<Line> read(ExportedLines lines) throws IOException {
    List<Line> some = new ArrayList<>();
    int characters = 0;
    while (some.size() < LINES_AT_ONCE && characters < CHARACTERS_AT_ONCE) {
      Line line = lines.next();
      if (line == null) {
        break;
      }
      if (!line.isBlank()) {
        some.add(line);
        characters += line.length();
      }
    }
    return some;
  }

  private void bringIn(List<Line> lines) {
    @Nullable Outcome[] outcomes = new Outcome[lines.size()];
    SideBySide sideBySide = registry.sideBySide();
    sideBySide.run(
        lines.size(),
        i -> {
          try {
            Outcome outcome = bringIn(lines.get(i));
            outcomes[i] = outcome;
            switch (outcome.result().outcome()) {
              case APPLIED, REFUSED -> tell(outcome.key());
              case UNKNOWN, REMAINING -> sideBySide.stop();
            }
          } catch (RuntimeException e) { // of the rewriting or the progress, which are the caller's
            sideBySide.stop();
            failed(e);
          }
        });
    for (Outcome outcome : outcomes) {
      if (outcome != null) {
        report(outcome);
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

  private void report(Outcome outcome) {
    String reason = String.valueOf(outcome.result().reason());
    switch (outcome.result().outcome()) {
      case APPLIED -> imported(outcome);
      case UNKNOWN -> unknown.put(outcome.key(), reason);
      case REFUSED -> refused.put(outcome.key(), reason);
      case REMAINING -> {} // its line is read again by the next run
    }
  }

  private void imported(Outcome outcome) {
    String old = outcome.id();
    String id = outcome.otherId();
    if (old != null && id != null && !old.equals(id)) {
      String other = idsOfServer.putIfAbsent(id, old);
      if (other != null) { // one client can't stand for two
        refused.put(old, "has the owner and name of " + other + ", which is all they are found by");
        return;
      }
      otherIds.put(old, id);
    }
    if (outcome.secret()) {
      withSecrets.set(imported.size());
    }
    imported.add(outcome.key());
  }

  private Outcome bringIn(Line line) {
    String name = "line " + line.number();
    OAuth2Client client;
    try {
      String text = line.text();
      if (text == null) {
        return refusal(name, String.valueOf(line.problem()));
      }
      client = registry.findable(writable(rewriting.apply(OAuth2Client.fromJson(text))));
    } catch (DecodeException | IllegalArgumentException e) {
      return refusal(name, String.valueOf(e.getMessage()));
    }
    ChangeApplication application = application(client);
    Result result = application.result(this::failed);
    OAuth2Client made = client;
    if (result.outcome() == AppliedPlan.Outcome.REFUSED && serverChoosesIds(result)) {
      made = client.toBuilder().unset(CLIENT_ID).build();
      if (made.owner() == null || made.clientName() == null) {
        return refusal(
            client.clientId(),
            "the server chooses ids: without owner and client_name it could not be found again");
      }
      application = application(made);
      result = application.result(this::failed);
    }
    OAuth2Client there = application.there();
    return new Outcome(
        PlannedChange.keyOf(made),
        result,
        SecretCheck.appliesTo(made),
        client.get(CLIENT_ID),
        there == null ? null : there.clientId());
  }

  private static Outcome refusal(String key, String reason) {
    return new Outcome(key, new Result(AppliedPlan.Outcome.REFUSED, reason), false, null, null);
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
}
