package dev.oryadmin.testing;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The properties of a client, in the order in which the server writes them. */
enum ClientField {
  CLIENT_ID(Type.TEXT),
  CLIENT_NAME(Type.TEXT),
  CLIENT_SECRET(Type.TEXT, Shown.WHEN_SET),
  REDIRECT_URIS(Type.TEXTS),
  GRANT_TYPES(Type.TEXTS),
  RESPONSE_TYPES(Type.TEXTS),
  SCOPE(Type.TEXT),
  AUDIENCE(Type.TEXTS, Shown.NEVER_NULL),
  OWNER(Type.TEXT),
  POLICY_URI(Type.TEXT),
  ALLOWED_CORS_ORIGINS(Type.TEXTS, Shown.NEVER_NULL),
  TOS_URI(Type.TEXT),
  CLIENT_URI(Type.TEXT),
  LOGO_URI(Type.TEXT),
  CONTACTS(Type.TEXTS),
  CLIENT_SECRET_EXPIRES_AT(Type.INTEGER),
  SUBJECT_TYPE(Type.TEXT),
  SECTOR_IDENTIFIER_URI(Type.TEXT, Shown.WHEN_SET),
  JWKS_URI(Type.TEXT, Shown.WHEN_SET),
  JWKS(Type.KEYS),
  TOKEN_ENDPOINT_AUTH_METHOD(Type.TEXT),
  TOKEN_ENDPOINT_AUTH_SIGNING_ALG(Type.TEXT, Shown.WHEN_SET),
  REQUEST_URIS(Type.TEXTS, Shown.WHEN_SET),
  REQUEST_OBJECT_SIGNING_ALG(Type.TEXT, Shown.WHEN_SET),
  USERINFO_SIGNED_RESPONSE_ALG(Type.TEXT),
  CREATED_AT(Type.TIME),
  UPDATED_AT(Type.TIME),
  FRONTCHANNEL_LOGOUT_URI(Type.TEXT, Shown.WHEN_SET),
  FRONTCHANNEL_LOGOUT_SESSION_REQUIRED(Type.FLAG, Shown.WHEN_SET),
  POST_LOGOUT_REDIRECT_URIS(Type.TEXTS, Shown.WHEN_SET),
  BACKCHANNEL_LOGOUT_URI(Type.TEXT, Shown.WHEN_SET),
  BACKCHANNEL_LOGOUT_SESSION_REQUIRED(Type.FLAG, Shown.WHEN_SET),
  METADATA(Type.ANY, Shown.WHEN_SET),
  REGISTRATION_ACCESS_TOKEN(Type.TEXT, Shown.WHEN_SET),
  REGISTRATION_CLIENT_URI(Type.TEXT, Shown.WHEN_SET),
  ACCESS_TOKEN_STRATEGY(Type.TEXT, Shown.WHEN_SET, HydraVersion.V2_2),
  SKIP_CONSENT(Type.FLAG, Shown.ALWAYS, HydraVersion.V2_2),
  SKIP_LOGOUT_CONSENT(Type.OPTIONAL_FLAG, Shown.ALWAYS, HydraVersion.V2_2),
  AUTHORIZATION_CODE_GRANT_ACCESS_TOKEN_LIFESPAN(Type.DURATION),
  AUTHORIZATION_CODE_GRANT_ID_TOKEN_LIFESPAN(Type.DURATION),
  AUTHORIZATION_CODE_GRANT_REFRESH_TOKEN_LIFESPAN(Type.DURATION),
  CLIENT_CREDENTIALS_GRANT_ACCESS_TOKEN_LIFESPAN(Type.DURATION),
  IMPLICIT_GRANT_ACCESS_TOKEN_LIFESPAN(Type.DURATION),
  IMPLICIT_GRANT_ID_TOKEN_LIFESPAN(Type.DURATION),
  JWT_BEARER_GRANT_ACCESS_TOKEN_LIFESPAN(Type.DURATION),
  REFRESH_TOKEN_GRANT_ID_TOKEN_LIFESPAN(Type.DURATION),
  REFRESH_TOKEN_GRANT_ACCESS_TOKEN_LIFESPAN(Type.DURATION),
  REFRESH_TOKEN_GRANT_REFRESH_TOKEN_LIFESPAN(Type.DURATION),
  DEVICE_AUTHORIZATION_GRANT_ID_TOKEN_LIFESPAN(Type.DURATION, Shown.ALWAYS, HydraVersion.V25_4),
  DEVICE_AUTHORIZATION_GRANT_ACCESS_TOKEN_LIFESPAN(Type.DURATION, Shown.ALWAYS, HydraVersion.V25_4),
  DEVICE_AUTHORIZATION_GRANT_REFRESH_TOKEN_LIFESPAN(
      Type.DURATION, Shown.ALWAYS, HydraVersion.V25_4);

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
    /** Nothing: the server forces its only number to 0. */
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
    WHEN_SET
  }

  private static final Map<String, ClientField> BY_NAME = new LinkedHashMap<>();

  static {
    for (ClientField field : values()) {
      BY_NAME.put(field.wireName, field);
    }
  }

  final String wireName = name().toLowerCase(Locale.ROOT);
  final Type type;
  private final Shown shown;
  private final HydraVersion since;

  ClientField(Type type) {
    this(type, Shown.ALWAYS);
  }

  ClientField(Type type, Shown shown) {
    this(type, shown, HydraVersion.V2_0);
  }

  ClientField(Type type, Shown shown, HydraVersion since) {
    this.type = type;
    this.shown = shown;
    this.since = since;
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

  static Collection<ClientField> all() {
    return BY_NAME.values();
  }
}
