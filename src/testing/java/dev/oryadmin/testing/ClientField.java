package dev.oryadmin.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a client, in the order in which the server writes them.
 *
 * <p>Which there are, and of which type, is read from a table that the build makes from the
 * fragment. So a new property is stored and shown as it was sent. Only what the server is known to
 * do with a property stands here. Immutable.
 */
final class ClientField {
  private static final String TABLE = "client-fields.tsv";

  /** Written even if they are empty; so is each lifespan. */
  private static final Set<String> ALWAYS_SHOWN =
      Set.of(
          "client_id",
          "client_name",
          "redirect_uris",
          "grant_types",
          "response_types",
          "scope",
          "owner",
          "policy_uri",
          "tos_uri",
          "client_uri",
          "logo_uri",
          "contacts",
          "client_secret_expires_at",
          "subject_type",
          "jwks",
          "token_endpoint_auth_method",
          "userinfo_signed_response_alg",
          "created_at",
          "updated_at",
          "skip_consent",
          "skip_logout_consent");

  /** Written even if they are empty, and never as null. */
  private static final Set<String> NEVER_NULL = Set.of("audience", "allowed_cors_origins");

  /** Left out if they are empty. */
  private static final Set<String> SHOWN_WHEN_SET =
      Set.of(
          "client_secret",
          "sector_identifier_uri",
          "jwks_uri",
          "token_endpoint_auth_signing_alg",
          "request_uris",
          "request_object_signing_alg",
          "frontchannel_logout_uri",
          "frontchannel_logout_session_required",
          "post_logout_redirect_uris",
          "backchannel_logout_uri",
          "backchannel_logout_session_required",
          "metadata",
          "registration_access_token",
          "registration_client_uri",
          "access_token_strategy");

  /** Of these grants the server writes the ID token's lifespan before the access token's. */
  private static final List<String> ID_TOKEN_FIRST =
      List.of("refresh_token_grant", "device_authorization_grant");

  private static final Map<String, ClientField> BY_NAME = read();

  static final ClientField CLIENT_ID = of("client_id");
  static final ClientField CLIENT_NAME = of("client_name");
  static final ClientField CLIENT_SECRET = of("client_secret");
  static final ClientField REDIRECT_URIS = of("redirect_uris");
  static final ClientField GRANT_TYPES = of("grant_types");
  static final ClientField RESPONSE_TYPES = of("response_types");
  static final ClientField SCOPE = of("scope");
  static final ClientField AUDIENCE = of("audience");
  static final ClientField OWNER = of("owner");
  static final ClientField POLICY_URI = of("policy_uri");
  static final ClientField ALLOWED_CORS_ORIGINS = of("allowed_cors_origins");
  static final ClientField TOS_URI = of("tos_uri");
  static final ClientField CLIENT_URI = of("client_uri");
  static final ClientField LOGO_URI = of("logo_uri");
  static final ClientField SUBJECT_TYPE = of("subject_type");
  static final ClientField SECTOR_IDENTIFIER_URI = of("sector_identifier_uri");
  static final ClientField JWKS_URI = of("jwks_uri");
  static final ClientField JWKS = of("jwks");
  static final ClientField TOKEN_ENDPOINT_AUTH_METHOD = of("token_endpoint_auth_method");
  static final ClientField TOKEN_ENDPOINT_AUTH_SIGNING_ALG = of("token_endpoint_auth_signing_alg");
  static final ClientField USERINFO_SIGNED_RESPONSE_ALG = of("userinfo_signed_response_alg");
  static final ClientField CREATED_AT = of("created_at");
  static final ClientField UPDATED_AT = of("updated_at");
  static final ClientField FRONTCHANNEL_LOGOUT_URI = of("frontchannel_logout_uri");
  static final ClientField POST_LOGOUT_REDIRECT_URIS = of("post_logout_redirect_uris");
  static final ClientField BACKCHANNEL_LOGOUT_URI = of("backchannel_logout_uri");
  static final ClientField METADATA = of("metadata");
  static final ClientField REGISTRATION_ACCESS_TOKEN = of("registration_access_token");
  static final ClientField REGISTRATION_CLIENT_URI = of("registration_client_uri");
  static final ClientField ACCESS_TOKEN_STRATEGY = of("access_token_strategy");
  static final ClientField SKIP_CONSENT = of("skip_consent");
  static final ClientField SKIP_LOGOUT_CONSENT = of("skip_logout_consent");
  static final ClientField AUTHORIZATION_CODE_GRANT_ID_TOKEN_LIFESPAN =
      of("authorization_code_grant_id_token_lifespan");
  static final ClientField CLIENT_CREDENTIALS_GRANT_ACCESS_TOKEN_LIFESPAN =
      of("client_credentials_grant_access_token_lifespan");
  static final ClientField IMPLICIT_GRANT_ACCESS_TOKEN_LIFESPAN =
      of("implicit_grant_access_token_lifespan");
  static final ClientField IMPLICIT_GRANT_ID_TOKEN_LIFESPAN =
      of("implicit_grant_id_token_lifespan");

  /** What a property holds, and as what it is kept in a {@link ClientDocument}. */
  enum Type {
    /** A String. */
    TEXT,
    /** A List of String. */
    TEXTS,
    /** A Boolean. */
    FLAG,
    /** A Boolean, or null. */
    OPTIONAL_FLAG,
    /** The text of a number, unless the server forces it to 0. */
    INTEGER,
    /** An Instant. */
    TIME,
    /** A {@link GoDuration}, or null. */
    DURATION,
    /** The text of a JSON Web Key set. */
    KEYS,
    /** Any JSON, as text. */
    ANY
  }

  private enum Shown {
    ALWAYS,
    NEVER_NULL,
    WHEN_SET,
    /** Nobody knows yet what the server does with an empty value. */
    AS_SENT
  }

  final String wireName;
  final Type type;
  private final Shown shown;
  private final HydraVersion since;

  private ClientField(String wireName, Type type, HydraVersion since) {
    this.wireName = wireName;
    this.type = type;
    this.shown = shown(wireName, type);
    this.since = since;
  }

  private static Shown shown(String name, Type type) {
    if (type == Type.DURATION || ALWAYS_SHOWN.contains(name)) {
      return Shown.ALWAYS;
    }
    if (NEVER_NULL.contains(name)) {
      return Shown.NEVER_NULL;
    }
    return SHOWN_WHEN_SET.contains(name) ? Shown.WHEN_SET : Shown.AS_SENT;
  }

  private static Map<String, ClientField> read() {
    List<ClientField> fields = new ArrayList<>();
    for (String line : table().strip().split("\n", -1)) {
      String[] cells = line.split("\t", -1);
      HydraVersion since = cells.length > 2 ? HydraVersion.firstSince(cells[2]) : HydraVersion.V2_0;
      fields.add(new ClientField(cells[0], Type.valueOf(cells[1]), since));
    }
    List<String> names = fields.stream().map(field -> field.wireName).toList();
    for (String grant : ID_TOKEN_FIRST) {
      int access = names.indexOf(grant + "_access_token_lifespan");
      int id = names.indexOf(grant + "_id_token_lifespan");
      if (access >= 0 && access < id) {
        Collections.swap(fields, access, id);
      }
    }
    Map<String, ClientField> byName = new LinkedHashMap<>();
    fields.forEach(field -> byName.put(field.wireName, field));
    return byName;
  }

  private static String table() {
    try (InputStream in = ClientField.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException(
            "The test kit was built without "
                + TABLE
                + ", the table of a client's properties: build it with Maven.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + TABLE, e);
    }
  }

  /** A property that the fragment lacks is never set by anybody, and never shown. */
  private static ClientField of(String name) {
    ClientField field = BY_NAME.get(name);
    return field == null ? new ClientField(name, Type.ANY, HydraVersion.V2_0) : field;
  }

  boolean isKnownTo(HydraVersion version) {
    return since.compareTo(version) <= 0;
  }

  /** Finds a property as Go does, in any letter case. */
  static @Nullable ClientField named(String name) {
    return BY_NAME.get(name.toLowerCase(Locale.ROOT).replace('\u017f', 's'));
  }

  /** Returns whether an empty value of this property is left out of answers. */
  boolean isLeftOutWhenEmpty() {
    return shown == Shown.WHEN_SET;
  }

  /** Returns whether an absent list is written as an empty one even before it was stored. */
  boolean isNeverNull() {
    return shown == Shown.NEVER_NULL;
  }

  /** Returns whether answers show just what was sent, and nothing if that was nothing. */
  boolean isShownAsSent() {
    return shown == Shown.AS_SENT;
  }

  static Collection<ClientField> all() {
    return BY_NAME.values();
  }

  @Override
  public String toString() {
    return wireName;
  }
}
