package dev.oryadmin.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oryadmin.fake.RandomScenario.Step;
import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends the same requests to two servers and tells how the answers differ. What each run makes
 * anew, such as ids, secrets and times, is no difference.
 */
final class ServerComparison {
  /** Where a server is. */
  record Urls(String admin, String open) {}

  /** How serious a difference is, the worst first. */
  enum Kind {
    ACCEPTED_WRONGLY,
    REFUSED_WRONGLY,
    STATUS,
    BODY,
    WORDS_OR_HEADERS
  }

  /** A difference, with what led to it. */
  record Difference(Kind kind, String summary, String example) {}

  private static final List<String> NO_DIFFERENCE =
      List.of("date", "content-length", "connection", "transfer-encoding", "keep-alive");

  private final Urls real;
  private final Urls fake;
  private final List<Difference> differences = new ArrayList<>();
  private int requests;
  private int unanswered;

  ServerComparison(Urls real, Urls fake) {
    this.real = real;
    this.fake = fake;
  }

  int requests() {
    return requests;
  }

  /** How many requests the real server did not answer; they are not compared. */
  int unanswered() {
    return unanswered;
  }

  List<Difference> differences() {
    return differences;
  }

  /** Plays one scenario on both, and deletes what it has made. */
  void play(List<Step> steps, String tag) {
    Side one = new Side(real, tag);
    Side two = new Side(fake, tag);
    StringBuilder story = new StringBuilder();
    for (Step step : steps) {
      Seen seen = one.send(step);
      if (seen.status() < 0) {
        unanswered++; // the server was too busy, or hangs
        break;
      }
      Seen played = two.send(step);
      requests++;
      story.append(text(step)).append('\n');
      Difference difference = compare(step, seen, played, story.toString());
      if (difference != null) {
        differences.add(difference);
        break; // what follows would differ for that reason
      }
    }
    one.cleanUp();
    two.cleanUp();
  }

  private static String text(Step step) {
    return "  "
        + (step.open() ? "public " : "")
        + step.method()
        + " "
        + step.target()
        + (step.headers().isEmpty() ? "" : " " + step.headers())
        + " "
        + (step.body().length() > 400 ? step.body().substring(0, 400) + "…" : step.body());
  }

  private static @Nullable Difference compare(Step step, Seen real, Seen fake, String story) {
    if (real.equals(fake)) {
      return null;
    }
    boolean accepted = real.status() / 100 == 2;
    boolean accepts = fake.status() / 100 == 2;
    Kind kind =
        accepted != accepts
            ? accepts ? Kind.ACCEPTED_WRONGLY : Kind.REFUSED_WRONGLY
            : real.status() != fake.status()
                ? Kind.STATUS
                : (accepted && !real.body().equals(fake.body())) || !error(real).equals(error(fake))
                    ? Kind.BODY
                    : Kind.WORDS_OR_HEADERS;
    String summary = step.kind() + " " + real.status() + "/" + fake.status() + " ";
    if (real.status() != fake.status() || (!accepted && !real.body().equals(fake.body()))) {
      summary += general(accepted ? fake.body() : real.body());
    } else if (!real.body().equals(fake.body())) {
      summary += members(real.body(), fake.body());
    } else {
      summary += headers(real, fake);
    }
    String example =
        story + "      real " + shown(real, fake) + "\n      fake " + shown(fake, real);
    return new Difference(kind, summary, example);
  }

  private static String shown(Seen seen, Seen other) {
    Map<String, String> headers = new TreeMap<>(seen.headers());
    headers.entrySet().removeAll(other.headers().entrySet());
    String body = seen.body();
    return seen.status()
        + " "
        + (headers.isEmpty() ? "" : headers + " ")
        + (body.length() > 1_500 ? body.substring(0, 1_500) + "…" : body).replace("\n", "⏎");
  }

  private static final Pattern ERROR = Pattern.compile("\"error\":\\s*\"([^\"]*)\"");

  private static String error(Seen seen) {
    Matcher found = ERROR.matcher(seen.body());
    return found.find() ? found.group(1) : seen.body().isEmpty() ? "" : "text";
  }

  /** A message without the values in it. */
  private static String general(String body) {
    String text =
        body.replaceAll("(?s).*\"error_description\":\\s*\"((?:[^\"\\\\]|\\\\.)*)\".*", "$1");
    text = text.replaceAll("'[^']*'", "'…'").replaceAll("\\d+", "N").replace("\n", "⏎");
    text = text.replaceAll("[a-z]+_uris?\\b", "*_uri");
    return text.length() > 160 ? text.substring(text.length() - 160) : text;
  }

  private static final Pattern MEMBER = Pattern.compile("\"([a-z_]+)\":");

  private static String members(String real, String fake) {
    int at = 0;
    while (at < Math.min(real.length(), fake.length()) && real.charAt(at) == fake.charAt(at)) {
      at++;
    }
    String last = "";
    Matcher found = MEMBER.matcher(real);
    while (found.find() && found.start() <= at) {
      last = found.group(1);
    }
    return "member " + last;
  }

  private static String headers(Seen real, Seen fake) {
    Map<String, String> differ = new TreeMap<>(real.headers());
    differ.entrySet().removeAll(fake.headers().entrySet());
    Map<String, String> other = new TreeMap<>(fake.headers());
    other.entrySet().removeAll(real.headers().entrySet());
    return "headers " + differ.keySet() + " " + other.keySet();
  }

  /** What counts of an answer. */
  record Seen(int status, Map<String, String> headers, String body) {}

  /** One of the two servers, and what it has given out. */
  private static final class Side {
    private static final Pattern GIVEN =
        Pattern.compile(
            "\"(client_id|client_secret|registration_access_token)\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern TIME =
        Pattern.compile("\"20(?:2[5-9]|3\\d)-\\d\\d-\\d\\dT[\\d:]+(?:\\.\\d+)?Z\"");
    private static final Pattern PAGE = Pattern.compile("page_token=([\\w%.=-]{20,})");
    private static final Pattern OPAQUE = Pattern.compile("ory_at_[\\w.-]{20,}");
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]+\\.eyJ[\\w-]+\\.[\\w-]+");
    private static final Pattern UUID =
        Pattern.compile("[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}");

    private final Urls urls;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<String> made = new ArrayList<>();

    Side(Urls urls, String tag) {
      this.urls = urls;
      values.put("@tag@", tag);
    }

    Seen send(Step step) {
      RawHttp.RawAnswer answer =
          RawHttp.send(
              step.open() ? urls.open() : urls.admin(),
              step.method(),
              filled(step.target()),
              step.headers().stream().map(this::filled).toList(),
              filled(step.body()).getBytes(ISO_8859_1));
      if (answer == null) {
        return new Seen(-1, Map.of(), "no answer");
      }
      if (answer.status() == 201 || answer.status() == 200) {
        remember(answer.body());
      }
      Map<String, String> headers = new TreeMap<>();
      answer
          .headers()
          .forEach(
              (name, value) -> {
                String lower = name.toLowerCase(Locale.ROOT);
                if (!NO_DIFFERENCE.contains(lower)) {
                  headers.put(lower, masked(value));
                }
              });
      return new Seen(answer.status(), headers, masked(answer.body()));
    }

    private void remember(String body) {
      Matcher found = GIVEN.matcher(body);
      while (found.find()) {
        String value = found.group(2);
        switch (found.group(1)) {
          case "client_id" -> {
            if (UUID.matcher(value).matches()) {
              values.putIfAbsent("@id@", value);
              made.add(value);
            }
          }
          case "client_secret" -> values.put("@secret@", value);
          default -> values.put("@token@", value);
        }
      }
      String pair =
          values.getOrDefault("@id@", "") + ":" + form(values.getOrDefault("@secret@", ""));
      values.put("@basic@", Base64.getEncoder().encodeToString(pair.getBytes(ISO_8859_1)));
    }

    private static String form(String text) {
      return URLEncoder.encode(text.replace("\\u0026", "&"), UTF_8);
    }

    private String filled(String text) {
      String filled = text;
      for (Map.Entry<String, String> value : values.entrySet()) {
        filled = filled.replace(value.getKey(), value.getValue());
      }
      return filled;
    }

    private String masked(String text) {
      if (text.regionMatches(true, 0, "<!doctype html>", 0, 15)) {
        return "<a page>"; // the fake has one of its own
      }
      String masked = text;
      for (String id : made) {
        masked = masked.replace(id, "<id" + made.indexOf(id) + ">");
      }
      masked = UUID.matcher(masked).replaceAll("<uuid>");
      masked = TIME.matcher(masked).replaceAll("\"<time>\"");
      masked = PAGE.matcher(masked).replaceAll("page_token=<page>");
      masked = OPAQUE.matcher(masked).replaceAll("<token>");
      masked = JWT.matcher(masked).replaceAll("<jwt>");
      masked =
          masked
              .replaceAll("\"expires_in\":3[56]\\d\\d", "\"expires_in\":<an hour>")
              .replaceAll("(\"client_secret\":\")[\\w.~-]{26,}\"", "$1<secret>\"")
              .replace(urls.open(), "<public>")
              .replace(urls.admin(), "<admin>");
      return masked.replace(URI.create(urls.open()).getAuthority(), "<public>");
    }

    void cleanUp() {
      for (String id : made) {
        RawHttp.send(urls.admin(), "DELETE", "/admin/clients/" + id, List.of(), new byte[0]);
      }
    }
  }
}
