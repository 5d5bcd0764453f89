package dev.oryadmin.testing;

import dev.oryadmin.testing.ConsentSessions.ConsentSession;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The operations on consent and login sessions. */
final class SessionAdministration {
  private static final String PATH = "/admin/oauth2/auth/sessions/consent";
  private static final int DEFAULT_SIZE = 100;
  private static final int MAX_SIZE = 500;
  private static final Pattern OFFSET = Pattern.compile("\"(offset|page)\":\"([0-9]{1,9})\"");

  private final ConsentSessions consents;
  private final LoginSessions logins;
  private final IssuedTokens tokens;
  private final BackChannel backChannel;
  private final ClientStore clients;
  private final PageTokens pageTokens;
  private final HydraVersion version;

  SessionAdministration(
      ConsentSessions consents,
      LoginSessions logins,
      IssuedTokens tokens,
      BackChannel backChannel,
      ClientStore clients,
      PageTokens pageTokens,
      HydraVersion version) {
    this.consents = consents;
    this.logins = logins;
    this.tokens = tokens;
    this.backChannel = backChannel;
    this.clients = clients;
    this.pageTokens = pageTokens;
    this.version = version;
  }

  Answer listConsents(Query query) {
    String subject = query.first("subject");
    if (subject.isEmpty()) {
      throw Refusal.invalidRequest(
          "Query parameter 'subject' is not defined but should have been.");
    }
    String login = version.storesFlows() ? "" : query.first("login_session_id");
    List<ConsentSession> all = new ArrayList<>();
    for (ConsentSession session : consents.of(subject)) {
      boolean listed =
          login.isEmpty() || (session.loginSessionId().equals(login) && logins.has(login));
      if (clients.has(session.clientId()) && listed) {
        all.add(session);
      }
    }
    return version.pagesByOffset() ? offsetPage(query, all) : keysetPage(query, all);
  }

  private Answer keysetPage(Query query, List<ConsentSession> all) {
    int size = keysetSize(query.first("page_size"));
    String token = query.first("page_token");
    String start = token.isEmpty() ? "" : after(token);
    List<ConsentSession> rest =
        all.stream().filter(session -> key(session).compareTo(start) > 0).toList();
    List<ConsentSession> page = rest.subList(0, Math.min(size, rest.size()));
    Answer answer = Answer.json(200, json(page));
    if (page.isEmpty()) {
      return answer;
    }
    Query sized = query.with("page_size", Integer.toString(size));
    String links = link(sized, pageTokens.after(""), "first");
    if (rest.size() > size) {
      links += "," + link(sized, pageTokens.after(key(page.get(size - 1))), "next");
    }
    return answer.with("Link", links);
  }

  private static String key(ConsentSession session) {
    return session.consent().login().id();
  }

  private String after(String token) {
    try {
      return pageTokens.read(token);
    } catch (Refusal refusal) {
      throw version.hasStatelessLogouts()
          ? new Refusal(400, "invalid pagination token", "")
          : Refusal.invalidRequest(refusal.description());
    }
  }

  private static int keysetSize(String text) {
    try {
      return KeysetPages.size(text);
    } catch (Refusal refusal) {
      throw Refusal.invalidRequest(refusal.description());
    }
  }

  /** The links of servers before v25.4 mix up size and offset; whoever follows them skips some. */
  private Answer offsetPage(Query query, List<ConsentSession> all) {
    String given = query.first("page_size");
    long size = given.matches("[0-9]{1,9}") ? Long.parseLong(given) : DEFAULT_SIZE;
    size = Math.max(1, Math.min(size, MAX_SIZE));
    long offset = offset(query.first("page_token"), size);
    int from = (int) Math.min(offset, all.size());
    int to = (int) Math.min(offset + size, all.size());
    Answer answer =
        Answer.json(200, json(all.subList(from, to)))
            .with("X-Total-Count", Integer.toString(all.size()));
    Query mixedUp = query.with("page_size", Long.toString(Math.max(1, offset + size - 1)));
    String links = link(mixedUp, offsetToken(0), "first");
    if (to < all.size()) {
      links += "," + link(mixedUp, offsetToken(offset + size + 1), "next");
    }
    return answer.with("Link", links);
  }

  private String offsetToken(long offset) {
    String json =
        version.storesFlows()
            ? "{\"page\":\"" + offset + "\",\"v\":1}"
            : "{\"offset\":\"" + offset + "\",\"v\":2}";
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private long offset(String token, long size) {
    try {
      Matcher json =
          OFFSET.matcher(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
      if (json.find() && json.group(1).equals("page") == version.storesFlows()) {
        long number = Long.parseLong(json.group(2));
        return version.storesFlows() ? number * size : number;
      }
    } catch (IllegalArgumentException e) {
      // Not base64: the first page.
    }
    return 0;
  }

  private static String link(Query query, String token, String relation) {
    return "<%s?%s>; rel=\"%s\"".formatted(PATH, query.with("page_token", token), relation);
  }

  private String json(List<ConsentSession> page) {
    return page.stream()
        .map(session -> consents.json(session, version))
        .collect(Collectors.joining(",", "[", "]"));
  }

  Answer revokeConsents(Query query) {
    Set<String> revoked = consents.delete(toRevoke(query));
    tokens.delete(grant -> revoked.contains(grant.id()));
    return Answer.empty(204);
  }

  private Predicate<ConsentSession> toRevoke(Query query) {
    String subject = query.first("subject");
    String client = query.first("client");
    String id = query.first("consent_request_id");
    boolean all = query.first("all").equals("true");
    boolean hasIds = version.hasConsentRequestIds();
    if (hasIds && !id.isEmpty() && subject.isEmpty() && client.isEmpty()) {
      return session -> session.id().equals(id);
    }
    if (!hasIds && subject.isEmpty()) {
      throw Refusal.invalidRequest(
          "Query parameter 'subject' is not defined but should have been.");
    }
    boolean oneOfTwo = hasIds ? client.isEmpty() == all : all || !client.isEmpty();
    if (subject.isEmpty() || !oneOfTwo || (hasIds && !id.isEmpty())) {
      throw Refusal.invalidRequest(
          hasIds
              ? "Invalid combination of query parameters."
              : "Query parameter both 'client' and 'all' is not defined but one of them should have"
                  + " been.");
    }
    return session ->
        session.subject().equals(subject)
            && (client.isEmpty() || session.clientId().equals(client));
  }

  Answer revokeLogins(Query query) {
    String subject = query.first("subject");
    String sid = version.storesFlows() ? "" : query.first("sid");
    if (sid.isEmpty() && subject.isEmpty()) {
      throw Refusal.invalidRequest(
          version.storesFlows()
              ? "Query parameter 'subject' is not defined but should have been."
              : "Either 'subject' or 'sid' query parameters need to be defined.");
    }
    if (sid.isEmpty()) {
      logins.deleteAll(subject);
    } else if (logins.remembered(sid) != null) {
      backChannel.tell(consents.clientsOf(sid), sid);
      logins.delete(sid);
    }
    return Answer.empty(204);
  }
}
