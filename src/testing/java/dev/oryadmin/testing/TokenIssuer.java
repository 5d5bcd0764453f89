package dev.oryadmin.testing;

import static dev.oryadmin.testing.ClientField.ACCESS_TOKEN_STRATEGY;
import static dev.oryadmin.testing.ClientField.IMPLICIT_GRANT_ACCESS_TOKEN_LIFESPAN;
import static dev.oryadmin.testing.ClientField.IMPLICIT_GRANT_ID_TOKEN_LIFESPAN;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes codes and tokens, and remembers them. */
final class TokenIssuer {
  private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration REFRESH_LIFETIME = Duration.ofDays(30);

  private final IssuedTokens tokens;
  private final SigningKey key;
  private final FlowUrls urls;
  private final RandomValues random;
  private final Clock clock;
  private final HydraVersion version;

  TokenIssuer(
      IssuedTokens tokens,
      SigningKey key,
      FlowUrls urls,
      RandomValues random,
      Clock clock,
      HydraVersion version) {
    this.tokens = tokens;
    this.key = key;
    this.urls = urls;
    this.random = random;
    this.clock = clock;
    this.version = version;
  }

  /** An access token and how long it lives. */
  record Access(String text, long seconds) {
    /** Shows no token. */
    @Override
    public String toString() {
      return "Access[" + seconds + " s]";
    }
  }

  String code(Grant grant, Query request) {
    return tokens.addCode(
        new IssuedTokens.Code(grant, request, clock.instant().plus(CODE_LIFETIME)));
  }

  Access implicitAccess(ClientDocument client, Grant grant) {
    return access(client, grant, IMPLICIT_GRANT_ACCESS_TOKEN_LIFESPAN);
  }

  String implicitIdToken(
      ClientDocument client, Grant grant, @Nullable String accessToken, @Nullable String code) {
    JsonMembers claims = idTokenClaims(client, grant, IMPLICIT_GRANT_ID_TOKEN_LIFESPAN);
    if (accessToken != null) {
      claims.text("at_hash", SigningKey.halfHash(accessToken));
    }
    if (code != null) {
      claims.text("c_hash", SigningKey.halfHash(code));
    }
    return key.sign(claims);
  }

  /**
   * Issues all that was granted, and returns the answer of the token endpoint.
   *
   * @param kind which lifespans of the client count, such as {@code authorization_code_grant}
   */
  String answer(ClientDocument client, Grant grant, String kind) {
    Access access = access(client, grant, lifespan(kind, "access"));
    JsonMembers answer =
        JsonMembers.sorted()
            .text("access_token", access.text())
            .number("expires_in", access.seconds());
    if (grant.authorization() != null && grant.scopes().contains("openid")) {
      JsonMembers claims = idTokenClaims(client, grant, lifespan(kind, "id"));
      answer.text("id_token", key.sign(claims.text("at_hash", SigningKey.halfHash(access.text()))));
    }
    boolean offline =
        grant.scopes().contains("offline") || grant.scopes().contains("offline_access");
    if (offline && client.texts(ClientField.GRANT_TYPES).contains("refresh_token")) {
      Instant now = clock.instant();
      String refresh = random.token(IssuedTokens.REFRESH);
      Instant end =
          rounded(now.plus(duration(client, lifespan(kind, "refresh"), REFRESH_LIFETIME)));
      tokens.add(refresh, new IssuedTokens.Token(grant, true, now, end));
      answer.text("refresh_token", refresh);
    }
    return answer.text("scope", grant.scope()).text("token_type", "bearer").toString();
  }

  /** Issues an access token, which is a JWT if the client wants that. */
  Access access(ClientDocument client, Grant grant, ClientField lifespan) {
    Instant now = clock.instant();
    Duration lives = duration(client, lifespan, HOUR);
    Instant end = rounded(now.plus(lives));
    boolean jwt = client.text(ACCESS_TOKEN_STRATEGY).equals("jwt");
    String text = jwt ? key.sign(accessTokenClaims(grant, now, end)) : random.token();
    tokens.add(text, new IssuedTokens.Token(grant, false, now, end));
    // A moment has passed since the token was made, and what is left is cut to whole seconds.
    return new Access(text, (lives.toNanos() - 1) / 1_000_000_000);
  }

  private JsonMembers accessTokenClaims(Grant grant, Instant now, Instant end) {
    JsonMembers data = ext(grant);
    return JsonMembers.sorted()
        .texts("aud", grant.audience())
        .text("client_id", grant.clientId())
        .number("exp", end.getEpochSecond())
        .json("ext", data.toString())
        .number("iat", now.getEpochSecond())
        .text("iss", urls.issuer())
        .text("jti", random.clientId())
        .number("nbf", now.getEpochSecond())
        .texts("scp", grant.scopes())
        .text("sub", grant.subject());
  }

  /** Returns the session data of a grant as introspection shows it. */
  JsonMembers ext(Grant grant) {
    return grant.accessTokenData().inTokens(version.cutsWholeNumbers());
  }

  /** Returns the claims of an ID token but for hashes; those of the protocol can't be chosen. */
  JsonMembers idTokenClaims(ClientDocument client, Grant grant, ClientField lifespan) {
    Grant.Authorization login = grant.authorization();
    if (login == null) {
      throw new IllegalArgumentException("nobody logged in for " + grant.id());
    }
    Instant now = clock.instant();
    JsonMembers claims =
        login
            .idTokenData()
            .inTokens(version.cutsWholeNumbers())
            .without("acr", "amr", "nonce", "at_hash", "c_hash")
            .text("iss", urls.issuer())
            .text("sub", grant.subject())
            .json("aud", JsonMembers.array(List.of(grant.clientId())))
            .number("exp", now.plus(duration(client, lifespan, HOUR)).getEpochSecond())
            .number("iat", now.getEpochSecond())
            .number("auth_time", login.authenticatedAt().getEpochSecond())
            .number("rat", login.requestedAt().getEpochSecond())
            .text("jti", random.clientId())
            .text("sid", login.sessionId());
    if (!login.nonce().isEmpty()) {
      claims.text("nonce", login.nonce());
    }
    if (!login.acr().isEmpty()) {
      claims.text("acr", login.acr());
    }
    if (!login.amr().isEmpty()) {
      claims.texts("amr", login.amr());
    }
    return claims;
  }

  /** Returns claims about a user as a token of their own. */
  String sign(JsonMembers claims) {
    return key.sign(claims.text("jti", random.clientId()));
  }

  /** Returns a token that tells an application about a logout. */
  String logoutToken(String clientId, String sessionId) {
    return key.sign(
        JsonMembers.sorted()
            .texts("aud", List.of(clientId))
            .json("events", "{\"http://schemas.openid.net/event/backchannel-logout\":{}}")
            .number("iat", clock.instant().getEpochSecond())
            .text("iss", urls.issuer())
            .text("jti", random.clientId())
            .text("sid", sessionId));
  }

  private static ClientField lifespan(String kind, String token) {
    ClientField field = ClientField.named(kind + "_" + token + "_token_lifespan");
    if (field == null) {
      throw new IllegalArgumentException("no lifespan of " + kind);
    }
    return field;
  }

  private static Duration duration(ClientDocument client, ClientField field, Duration usual) {
    GoDuration duration = client.duration(field);
    return duration == null ? usual : Duration.ofNanos(duration.nanos());
  }

  private static Instant rounded(Instant time) {
    return Instant.ofEpochSecond(time.plusMillis(500).getEpochSecond());
  }
}
