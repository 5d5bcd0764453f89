package dev.oryadmin.flows;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.oryadmin.ApiCall;
import dev.oryadmin.ApiClient;
import dev.oryadmin.Secret;
import dev.oryadmin.model.AcceptDeviceUserCodeRequest;
import dev.oryadmin.model.AcceptOAuth2ConsentRequest;
import dev.oryadmin.model.AcceptOAuth2LoginRequest;
import dev.oryadmin.model.RejectOAuth2Request;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Turns a recorded exchange into the call of the SDK that would have sent it. */
final class RecordedCall {
  /** Why the SDK can't send what was recorded. */
  enum Exclusion {
    /** Browsers, applications and devices send it; no operation of the SDK. */
    NO_OPERATION,
    /** Parameters that are missing, blank, repeated or spelled otherwise: the SDK sends its own. */
    OTHER_PARAMETERS,
    /** A body that is no JSON object, or not the one form: the SDK sends nothing else. */
    OTHER_BODY,
    /** A body that the SDK refuses before sending. */
    REFUSED
  }

  /** Says that a recorded request is not for the SDK. */
  static final class Excluded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final Exclusion reason;

    Excluded(Exclusion reason, @Nullable Throwable cause) {
      super(reason.name(), cause);
      this.reason = reason;
    }
  }

  private static final String REQUESTS = "/admin/oauth2/auth/requests/";

  private final ApiClient ory;
  private final RecordedFlow recorded;

  private RecordedCall(ApiClient ory, RecordedFlow recorded) {
    this.ory = ory;
    this.recorded = recorded;
  }

  static ApiCall<?> of(ApiClient ory, RecordedFlow recorded) {
    if (!recorded.admin()) {
      throw new Excluded(Exclusion.NO_OPERATION, null);
    }
    try {
      return new RecordedCall(ory, recorded).prepare();
    } catch (IllegalArgumentException e) {
      throw new Excluded(Exclusion.REFUSED, e);
    }
  }

  private ApiCall<?> prepare() {
    return switch (recorded.operation()) {
      case "GET " + REQUESTS + "login" -> ory.login().getCall(only("login_challenge"));
      case "PUT " + REQUESTS + "login/accept" ->
          ory.login()
              .acceptCall(only("login_challenge"), AcceptOAuth2LoginRequest.fromJson(object()));
      case "PUT " + REQUESTS + "login/reject" ->
          ory.login().rejectCall(only("login_challenge"), RejectOAuth2Request.fromJson(object()));
      case "GET " + REQUESTS + "consent" -> ory.consent().getCall(only("consent_challenge"));
      case "PUT " + REQUESTS + "consent/accept" ->
          ory.consent()
              .acceptCall(only("consent_challenge"), AcceptOAuth2ConsentRequest.fromJson(object()));
      case "PUT " + REQUESTS + "consent/reject" ->
          ory.consent()
              .rejectCall(only("consent_challenge"), RejectOAuth2Request.fromJson(object()));
      case "GET " + REQUESTS + "logout" -> ory.logout().getCall(only("logout_challenge"));
      case "PUT " + REQUESTS + "logout/accept" -> ory.logout().acceptCall(only("logout_challenge"));
      case "PUT " + REQUESTS + "logout/reject" -> ory.logout().rejectCall(only("logout_challenge"));
      case "PUT " + REQUESTS + "device/accept" ->
          ory.device()
              .acceptCall(only("device_challenge"), AcceptDeviceUserCodeRequest.fromJson(object()));
      case "GET /admin/oauth2/auth/sessions/consent" -> listConsents();
      case "DELETE /admin/oauth2/auth/sessions/consent" -> revokeConsents();
      case "DELETE /admin/oauth2/auth/sessions/login" ->
          parameters().equals(Set.of("sid"))
              ? ory.sessions().revokeLoginCall(only("sid"))
              : ory.sessions().revokeLoginsCall(only("subject"));
      case "POST /admin/oauth2/introspect" -> introspect();
      case "DELETE /admin/oauth2/tokens" -> ory.tokens().deleteAccessTokensCall(only("client_id"));
      default -> throw new Excluded(Exclusion.NO_OPERATION, null);
    };
  }

  private ApiCall<?> listConsents() {
    Set<String> names = parameters();
    if (!names.contains("subject")
        || !Set.of("subject", "page_size", "page_token", "login_session_id").containsAll(names)) {
      throw new Excluded(Exclusion.OTHER_PARAMETERS, null);
    }
    String size = recorded.url().queryParameter("page_size");
    if (size != null && !size.matches("[1-9][0-9]*")) {
      throw new Excluded(Exclusion.OTHER_PARAMETERS, null);
    }
    return ory.sessions()
        .listConsentsCall(
            one("subject"),
            query -> {
              if (size != null) {
                query.pageSize(Long.parseLong(size));
              }
              if (names.contains("page_token")) {
                query.pageToken(one("page_token"));
              }
              if (names.contains("login_session_id")) {
                query.loginSessionId(one("login_session_id"));
              }
            });
  }

  private ApiCall<?> revokeConsents() {
    Set<String> names = parameters();
    if (names.equals(Set.of("subject", "client"))) {
      return ory.sessions().revokeConsentsCall(one("subject"), one("client"));
    }
    if (names.equals(Set.of("subject", "all")) && one("all").equals("true")) {
      return ory.sessions().revokeAllConsentsCall(one("subject"));
    }
    return ory.sessions().revokeConsentCall(only("consent_request_id"));
  }

  private ApiCall<?> introspect() {
    HttpUrl form = HttpUrl.get("http://localhost/?" + recorded.body());
    Set<String> names = form.queryParameterNames();
    String token = form.queryParameter("token");
    if (!Set.of("token", "scope").containsAll(names)
        || token == null
        || recorded.url().querySize() > 0
        || names.stream().anyMatch(name -> form.queryParameterValues(name).size() > 1)) {
      throw new Excluded(Exclusion.OTHER_BODY, null);
    }
    String scope = form.queryParameter("scope");
    return scope == null
        ? ory.tokens().introspectCall(Secret.of(token))
        : ory.tokens().introspectCall(Secret.of(token), scope);
  }

  private Set<String> parameters() {
    return recorded.url().queryParameterNames();
  }

  /** The only parameter, which has to have this name. */
  private String only(String name) {
    if (!parameters().equals(Set.of(name))) {
      throw new Excluded(Exclusion.OTHER_PARAMETERS, null);
    }
    return one(name);
  }

  private String one(String name) {
    var values = recorded.url().queryParameterValues(name);
    String value = values.size() == 1 ? values.get(0) : null;
    if (value == null || value.isBlank()) {
      throw new Excluded(Exclusion.OTHER_PARAMETERS, null);
    }
    return value;
  }

  private JsonElement object() {
    try {
      JsonElement body = JsonParser.parseString(recorded.body());
      if (body.isJsonObject()) {
        return body;
      }
    } catch (JsonParseException e) {
      // no JSON
    }
    throw new Excluded(Exclusion.OTHER_BODY, null);
  }
}
