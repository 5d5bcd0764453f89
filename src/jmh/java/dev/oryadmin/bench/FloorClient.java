package dev.oryadmin.bench;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The floor: a client with 45 properties in public fields, read and written by hand with Gson's
 * streams.
 *
 * <p>It does less than a model of ours: no presence, no unknown properties, no wrong types; numbers
 * in free-form JSON become doubles.
 */
public final class FloorClient {
  public @Nullable List<String> allowedCorsOrigins;
  public @Nullable List<String> audience;
  public @Nullable String authorizationCodeGrantAccessTokenLifespan;
  public @Nullable String authorizationCodeGrantIdTokenLifespan;
  public @Nullable String authorizationCodeGrantRefreshTokenLifespan;
  public @Nullable Boolean backchannelLogoutSessionRequired;
  public @Nullable String backchannelLogoutUri;
  public @Nullable String clientCredentialsGrantAccessTokenLifespan;
  public @Nullable String clientId;
  public @Nullable String clientName;
  public @Nullable String clientSecret;
  public @Nullable Long clientSecretExpiresAt;
  public @Nullable String clientUri;
  public @Nullable List<String> contacts;
  public @Nullable OffsetDateTime createdAt;
  public @Nullable Boolean frontchannelLogoutSessionRequired;
  public @Nullable String frontchannelLogoutUri;
  public @Nullable List<String> grantTypes;
  public @Nullable String implicitGrantAccessTokenLifespan;
  public @Nullable String implicitGrantIdTokenLifespan;
  public @Nullable Object jwks;
  public @Nullable String jwksUri;
  public @Nullable String jwtBearerGrantAccessTokenLifespan;
  public @Nullable String logoUri;
  public @Nullable Object metadata;
  public @Nullable String owner;
  public @Nullable String policyUri;
  public @Nullable List<String> postLogoutRedirectUris;
  public @Nullable List<String> redirectUris;
  public @Nullable String refreshTokenGrantAccessTokenLifespan;
  public @Nullable String refreshTokenGrantIdTokenLifespan;
  public @Nullable String refreshTokenGrantRefreshTokenLifespan;
  public @Nullable String registrationAccessToken;
  public @Nullable String registrationClientUri;
  public @Nullable String requestObjectSigningAlg;
  public @Nullable List<String> requestUris;
  public @Nullable List<String> responseTypes;
  public @Nullable String scope;
  public @Nullable String sectorIdentifierUri;
  public @Nullable String subjectType;
  public @Nullable String tokenEndpointAuthMethod;
  public @Nullable String tokenEndpointAuthSigningAlg;
  public @Nullable String tosUri;
  public @Nullable OffsetDateTime updatedAt;
  public @Nullable String userinfoSignedResponseAlg;

  /** Reads one client. */
  public static FloorClient read(JsonReader in) throws IOException {
    FloorClient client = new FloorClient();
    in.beginObject();
    while (in.hasNext()) {
      client.readProperty(in.nextName(), in);
    }
    in.endObject();
    return client;
  }

  private void readProperty(String name, JsonReader in) throws IOException {
    switch (name) {
      case "allowed_cors_origins" -> allowedCorsOrigins = list(in);
      case "audience" -> audience = list(in);
      case "authorization_code_grant_access_token_lifespan" ->
          authorizationCodeGrantAccessTokenLifespan = text(in);
      case "authorization_code_grant_id_token_lifespan" ->
          authorizationCodeGrantIdTokenLifespan = text(in);
      case "authorization_code_grant_refresh_token_lifespan" ->
          authorizationCodeGrantRefreshTokenLifespan = text(in);
      case "backchannel_logout_session_required" -> backchannelLogoutSessionRequired = flag(in);
      case "backchannel_logout_uri" -> backchannelLogoutUri = text(in);
      case "client_credentials_grant_access_token_lifespan" ->
          clientCredentialsGrantAccessTokenLifespan = text(in);
      case "client_id" -> clientId = text(in);
      case "client_name" -> clientName = text(in);
      case "client_secret" -> clientSecret = text(in);
      case "client_secret_expires_at" -> clientSecretExpiresAt = number(in);
      case "client_uri" -> clientUri = text(in);
      case "contacts" -> contacts = list(in);
      case "created_at" -> createdAt = time(in);
      case "frontchannel_logout_session_required" -> frontchannelLogoutSessionRequired = flag(in);
      case "frontchannel_logout_uri" -> frontchannelLogoutUri = text(in);
      case "grant_types" -> grantTypes = list(in);
      case "implicit_grant_access_token_lifespan" -> implicitGrantAccessTokenLifespan = text(in);
      case "implicit_grant_id_token_lifespan" -> implicitGrantIdTokenLifespan = text(in);
      case "jwks" -> jwks = any(in);
      case "jwks_uri" -> jwksUri = text(in);
      case "jwt_bearer_grant_access_token_lifespan" -> jwtBearerGrantAccessTokenLifespan = text(in);
      case "logo_uri" -> logoUri = text(in);
      case "metadata" -> metadata = any(in);
      case "owner" -> owner = text(in);
      case "policy_uri" -> policyUri = text(in);
      case "post_logout_redirect_uris" -> postLogoutRedirectUris = list(in);
      case "redirect_uris" -> redirectUris = list(in);
      case "refresh_token_grant_access_token_lifespan" ->
          refreshTokenGrantAccessTokenLifespan = text(in);
      case "refresh_token_grant_id_token_lifespan" -> refreshTokenGrantIdTokenLifespan = text(in);
      case "refresh_token_grant_refresh_token_lifespan" ->
          refreshTokenGrantRefreshTokenLifespan = text(in);
      case "registration_access_token" -> registrationAccessToken = text(in);
      case "registration_client_uri" -> registrationClientUri = text(in);
      case "request_object_signing_alg" -> requestObjectSigningAlg = text(in);
      case "request_uris" -> requestUris = list(in);
      case "response_types" -> responseTypes = list(in);
      case "scope" -> scope = text(in);
      case "sector_identifier_uri" -> sectorIdentifierUri = text(in);
      case "subject_type" -> subjectType = text(in);
      case "token_endpoint_auth_method" -> tokenEndpointAuthMethod = text(in);
      case "token_endpoint_auth_signing_alg" -> tokenEndpointAuthSigningAlg = text(in);
      case "tos_uri" -> tosUri = text(in);
      case "updated_at" -> updatedAt = time(in);
      case "userinfo_signed_response_alg" -> userinfoSignedResponseAlg = text(in);
      default -> in.skipValue();
    }
  }

  /** Writes what is not null. */
  public void write(JsonWriter out) throws IOException {
    out.beginObject();
    write(out, "allowed_cors_origins", allowedCorsOrigins);
    write(out, "audience", audience);
    write(
        out,
        "authorization_code_grant_access_token_lifespan",
        authorizationCodeGrantAccessTokenLifespan);
    write(out, "authorization_code_grant_id_token_lifespan", authorizationCodeGrantIdTokenLifespan);
    write(
        out,
        "authorization_code_grant_refresh_token_lifespan",
        authorizationCodeGrantRefreshTokenLifespan);
    write(out, "backchannel_logout_session_required", backchannelLogoutSessionRequired);
    write(out, "backchannel_logout_uri", backchannelLogoutUri);
    write(
        out,
        "client_credentials_grant_access_token_lifespan",
        clientCredentialsGrantAccessTokenLifespan);
    write(out, "client_id", clientId);
    write(out, "client_name", clientName);
    write(out, "client_secret", clientSecret);
    write(out, "client_secret_expires_at", clientSecretExpiresAt);
    write(out, "client_uri", clientUri);
    write(out, "contacts", contacts);
    write(out, "created_at", createdAt);
    write(out, "frontchannel_logout_session_required", frontchannelLogoutSessionRequired);
    write(out, "frontchannel_logout_uri", frontchannelLogoutUri);
    write(out, "grant_types", grantTypes);
    write(out, "implicit_grant_access_token_lifespan", implicitGrantAccessTokenLifespan);
    write(out, "implicit_grant_id_token_lifespan", implicitGrantIdTokenLifespan);
    write(out, "jwks", jwks);
    write(out, "jwks_uri", jwksUri);
    write(out, "jwt_bearer_grant_access_token_lifespan", jwtBearerGrantAccessTokenLifespan);
    write(out, "logo_uri", logoUri);
    write(out, "metadata", metadata);
    write(out, "owner", owner);
    write(out, "policy_uri", policyUri);
    write(out, "post_logout_redirect_uris", postLogoutRedirectUris);
    write(out, "redirect_uris", redirectUris);
    write(out, "refresh_token_grant_access_token_lifespan", refreshTokenGrantAccessTokenLifespan);
    write(out, "refresh_token_grant_id_token_lifespan", refreshTokenGrantIdTokenLifespan);
    write(out, "refresh_token_grant_refresh_token_lifespan", refreshTokenGrantRefreshTokenLifespan);
    write(out, "registration_access_token", registrationAccessToken);
    write(out, "registration_client_uri", registrationClientUri);
    write(out, "request_object_signing_alg", requestObjectSigningAlg);
    write(out, "request_uris", requestUris);
    write(out, "response_types", responseTypes);
    write(out, "scope", scope);
    write(out, "sector_identifier_uri", sectorIdentifierUri);
    write(out, "subject_type", subjectType);
    write(out, "token_endpoint_auth_method", tokenEndpointAuthMethod);
    write(out, "token_endpoint_auth_signing_alg", tokenEndpointAuthSigningAlg);
    write(out, "tos_uri", tosUri);
    write(out, "updated_at", updatedAt);
    write(out, "userinfo_signed_response_alg", userinfoSignedResponseAlg);
    out.endObject();
  }

  private static @Nullable String text(JsonReader in) throws IOException {
    return isNull(in) ? null : in.nextString();
  }

  private static @Nullable Boolean flag(JsonReader in) throws IOException {
    return isNull(in) ? null : in.nextBoolean();
  }

  private static @Nullable Long number(JsonReader in) throws IOException {
    return isNull(in) ? null : in.nextLong();
  }

  private static @Nullable OffsetDateTime time(JsonReader in) throws IOException {
    return isNull(in) ? null : OffsetDateTime.parse(in.nextString());
  }

  private static boolean isNull(JsonReader in) throws IOException {
    if (in.peek() != JsonToken.NULL) {
      return false;
    }
    in.nextNull();
    return true;
  }

  private static @Nullable List<String> list(JsonReader in) throws IOException {
    if (isNull(in)) {
      return null;
    }
    List<String> items = new ArrayList<>();
    in.beginArray();
    while (in.hasNext()) {
      items.add(in.nextString());
    }
    in.endArray();
    return items;
  }

  private static @Nullable Object any(JsonReader in) throws IOException {
    switch (in.peek()) {
      case BEGIN_OBJECT -> {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        in.beginObject();
        while (in.hasNext()) {
          members.put(in.nextName(), any(in));
        }
        in.endObject();
        return members;
      }
      case BEGIN_ARRAY -> {
        List<@Nullable Object> items = new ArrayList<>();
        in.beginArray();
        while (in.hasNext()) {
          items.add(any(in));
        }
        in.endArray();
        return items;
      }
      case STRING -> {
        return in.nextString();
      }
      case NUMBER -> {
        return in.nextDouble();
      }
      case BOOLEAN -> {
        return in.nextBoolean();
      }
      default -> {
        in.nextNull();
        return null;
      }
    }
  }

  private static void write(JsonWriter out, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      out.name(name).value(value);
    }
  }

  private static void write(JsonWriter out, String name, @Nullable Object value)
      throws IOException {
    if (value != null) {
      writeAny(out.name(name), value);
    }
  }

  private static void writeAny(JsonWriter out, @Nullable Object value) throws IOException {
    if (value == null) {
      out.nullValue();
    } else if (value instanceof String text) {
      out.value(text);
    } else if (value instanceof Number number) {
      out.value(number);
    } else if (value instanceof Boolean flag) {
      out.value(flag);
    } else if (value instanceof OffsetDateTime time) {
      out.value(time.toString());
    } else if (value instanceof List<?> items) {
      out.beginArray();
      for (Object item : items) {
        writeAny(out, item);
      }
      out.endArray();
    } else if (value instanceof Map<?, ?> members) {
      out.beginObject();
      for (Map.Entry<?, ?> member : members.entrySet()) {
        writeAny(out.name((String) member.getKey()), member.getValue());
      }
      out.endObject();
    }
  }
}
