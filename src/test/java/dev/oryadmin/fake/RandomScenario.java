package dev.oryadmin.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Requests that belong together, mostly hostile ones: to clients of their own, since they begin
 * with a creation.
 *
 * <p>{@code @id@}, {@code @secret@}, {@code @token@} stand for what the server answered before, and
 * {@code @tag@} for a name that no other scenario has; {@code @basic@} for {@code id:secret} in
 * base64.
 */
final class RandomScenario {
  /** One request; {@code kind} says what it is about in reports. */
  record Step(
      String kind, boolean open, String method, String target, List<String> headers, String body) {}

  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

  private static final List<String> LIFESPANS =
      List.of(
          "authorization_code_grant_access_token_lifespan",
          "authorization_code_grant_id_token_lifespan",
          "client_credentials_grant_access_token_lifespan",
          "implicit_grant_id_token_lifespan",
          "jwt_bearer_grant_access_token_lifespan",
          "refresh_token_grant_refresh_token_lifespan",
          "device_authorization_grant_refresh_token_lifespan");

  private static final List<String> PATHS =
      List.of(
          "/",
          "",
          "/admin",
          "/admin/",
          "/admin/clients/",
          "/clients",
          "/admin//clients",
          "/x",
          "/%zz",
          "/health/alive",
          "/health/ready",
          "/version",
          "/admin/version",
          "/admin/health/alive",
          "/admin/clients/@id@/x",
          "/admin/clients/@id@/secrets",
          "/admin/clients/@id@/secrets/rotate",
          "/admin/clients/@id@/lifespans",
          "/admin/x/../clients/@id@",
          "/ADMIN/CLIENTS",
          "/clients/.",
          "/oauth2/register",
          "/oauth2/register/",
          "/oauth2/register/@id@",
          "/oauth2/token",
          "/oauth2/token/");

  private final HostileValues values;
  private final List<Step> steps = new ArrayList<>();

  RandomScenario(long seed) {
    this.values = new HostileValues(new Random(seed));
    List<Runnable> all =
        List.of(
            this::create,
            this::create,
            this::create,
            this::put,
            this::put,
            this::patch,
            this::patch,
            this::patch,
            this::get,
            this::list,
            this::list,
            this::lifespans,
            this::rotate,
            this::register,
            this::register,
            this::registered,
            this::registered,
            this::token,
            this::token,
            this::route);
    values.oneOf(all).run();
  }

  List<Step> steps() {
    return steps;
  }

  private void admin(String kind, String method, String target, String body) {
    steps.add(
        new Step(kind, false, method, target, List.of("Content-Type: application/json"), body));
  }

  private void open(String kind, String method, String target, List<String> headers, String body) {
    steps.add(new Step(kind, true, method, target, headers, body));
  }

  private void begin(String... members) {
    admin("create", "POST", "/admin/clients", "{" + String.join(",", members) + "}");
  }

  private String id() {
    return values.oneIn(12)
        ? values.oneOf(List.of("@tag@missing", "%00", "%2F", "a%20b", "..", "@id@%20", "%ff"))
        : "@id@";
  }

  private void create() {
    admin("create", "POST", "/admin/clients" + (values.oneIn(15) ? "?x=1" : ""), client());
  }

  private void put() {
    begin();
    admin("put", "PUT", "/admin/clients/" + id(), client());
  }

  private void get() {
    begin(member());
    String method = values.oneOf(List.of("GET", "GET", "GET", "HEAD", "DELETE"));
    admin("get", method, "/admin/clients/" + id(), values.oneIn(8) ? "{}" : "");
    admin("get", "GET", "/admin/clients/@id@", "");
  }

  private void lifespans() {
    begin();
    StringBuilder body = new StringBuilder("{\"" + values.oneOf(LIFESPANS) + "\":");
    body.append(values.oneIn(8) ? values.wrong() : values.duration()).append('}');
    admin("lifespans", "PUT", "/admin/clients/" + id() + "/lifespans", body.toString());
  }

  private void rotate() {
    begin(member());
    admin(
        "rotate",
        values.oneOf(List.of("POST", "POST", "DELETE", "GET")),
        "/admin/clients/" + id() + values.oneOf(List.of("/secrets/rotate", "/secrets/rotated")),
        "");
    admin("get", "GET", "/admin/clients/@id@", "");
  }

  private void register() {
    open(
        "register",
        "POST",
        "/oauth2/register",
        List.of("Content-Type: application/json"),
        client());
  }

  private void registered() {
    open("register", "POST", "/oauth2/register", List.of("Content-Type: application/json"), "{}");
    String bearer =
        values.oneOf(
            List.of(
                "Bearer @token@",
                "Bearer @token@",
                "Bearer @token@",
                "Bearer @token@",
                "bearer @token@",
                "Bearer  @token@",
                "Bearer x",
                "Bearer",
                "Basic @basic@",
                "@token@",
                "Bearer ory_at_@token@"));
    List<String> headers = new ArrayList<>(List.of("Authorization: " + bearer));
    if (values.oneIn(10)) {
      headers.add("Authorization: Bearer @token@");
    }
    String method = values.oneOf(List.of("GET", "PUT", "PUT", "DELETE", "HEAD"));
    String path = "/oauth2/register/" + id() + (values.oneIn(20) ? "/" : "");
    String query = values.oneIn(15) ? "?access_token=@token@" : "";
    open("registered", method, path + query, headers, method.equals("PUT") ? client() : "");
  }

  private void list() {
    begin("\"owner\":\"@tag@\"", "\"client_name\":\"@tag@\"");
    List<String> parameters =
        new ArrayList<>(List.of(values.oneOf(List.of("owner=@tag@", "client_name=@tag@"))));
    for (int i = values.oneIn(2) ? 1 : 2; i > 0; i--) {
      parameters.add(
          values.oneOf(
              List.of(
                  "page_size=1",
                  "page_size=0",
                  "page_size=-1",
                  "page_size=501",
                  "page_size=x",
                  "page_size=",
                  "page_size=99999999999999999999",
                  "page_size=1.0",
                  "page_size=%201",
                  "page_token=",
                  "page_token=x",
                  "page_token=1",
                  "page_token=%ff",
                  "owner=",
                  "owner=x",
                  "client_name=x",
                  "client_name=",
                  "page=1",
                  "Owner=x",
                  "x=y",
                  "page_size=2&page_size=x",
                  "page_token=x&page_token=",
                  "a;b",
                  "%zz=1",
                  "owner=%zz",
                  "page_size=+5",
                  "page_size=05")));
    }
    Collections.rotate(parameters, values.oneIn(2) ? 1 : 0);
    String method = values.oneIn(12) ? "HEAD" : "GET";
    admin("list", method, "/admin/clients?" + String.join("&", parameters), "");
  }

  private void token() {
    List<String> members = new ArrayList<>();
    if (!values.oneIn(4)) {
      members.add("\"grant_types\":[\"client_credentials\"]");
    }
    if (values.oneIn(3)) {
      members.add(
          values.oneOf(
              List.of(
                  "\"token_endpoint_auth_method\":\"client_secret_post\"",
                  "\"token_endpoint_auth_method\":\"none\"",
                  "\"access_token_strategy\":\"jwt\"",
                  "\"scope\":\"a b c\"",
                  "\"audience\":[\"https://a.example\"]",
                  "\"client_secret\":\"+%:=&/x\"")));
    }
    begin(members.toArray(String[]::new));
    List<String> headers = new ArrayList<>();
    if (!values.oneIn(10)) {
      headers.add(
          values.oneIn(8)
              ? values.oneOf(
                  List.of(
                      FORM + "; charset=utf-8",
                      FORM + ";charset=x",
                      "Content-Type: application/json",
                      "Content-Type: multipart/form-data; boundary=x",
                      "Content-Type: text/plain"))
              : FORM);
    }
    List<String> form = new ArrayList<>();
    form.add(
        values.oneIn(4)
            ? values.oneOf(
                List.of(
                    "grant_type=",
                    "x=y",
                    "grant_type=authorization_code",
                    "grant_type=refresh_token",
                    "grant_type=client_credentials ",
                    "grant_type=client_credentials%20openid",
                    "grant_type=password",
                    "grant_type=Client_Credentials",
                    "grant_type=implicit"))
            : "grant_type=client_credentials");
    switch (values.oneOf(List.of(0, 0, 0, 1, 1, 2, 3, 4))) {
      case 0 -> headers.add("Authorization: Basic @basic@");
      case 1 -> form.addAll(List.of("client_id=@id@", "client_secret=@secret@"));
      case 2 -> {
        headers.add("Authorization: Basic @basic@");
        form.addAll(List.of("client_id=@id@", "client_secret=@secret@"));
      }
      case 3 ->
          headers.add(
              "Authorization: "
                  + values.oneOf(
                      List.of(
                          "Basic",
                          "Basic x",
                          "Basic " + base64("a"),
                          "Basic " + base64("%:x"),
                          "Basic " + base64("@tag@:x"),
                          "Basic " + base64("a:%"),
                          "Bearer x",
                          "basic @basic@")));
      default ->
          form.add(
              values.oneOf(
                  List.of("client_id=@id@", "client_secret=x", "client_id=@id@&client_secret=x")));
    }
    if (values.oneIn(3)) {
      form.add(
          values.oneOf(
              List.of(
                  "scope=",
                  "scope=a",
                  "scope=a+b",
                  "scope=openid",
                  "scope=+",
                  "scope=%C3%A4",
                  "scope=*",
                  "audience=",
                  "audience=odd",
                  "audience=https%3A%2F%2Fa.example",
                  "scope=offline",
                  "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer",
                  "client_assertion_type=x",
                  "client_assertion=x",
                  "%zz",
                  "scope=a&scope=b")));
    }
    open("token", "POST", "/oauth2/token", headers, values.oneIn(25) ? "" : String.join("&", form));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private void route() {
    begin();
    List<String> headers = new ArrayList<>();
    if (values.oneIn(2)) {
      headers.add(
          "Accept: "
              + values.oneOf(
                  List.of(
                      "*/*",
                      "application/json",
                      "text/html",
                      "text/plain",
                      "application/*",
                      "x",
                      "",
                      "text/html;q=0.1, application/json",
                      "application/json;charset=utf-8")));
    }
    String method =
        values.oneOf(List.of("GET", "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"));
    String path = values.oneOf(PATHS);
    boolean list = path.endsWith("/clients") || path.endsWith("/clients/") || path.endsWith("/.");
    steps.add(
        new Step(
            "route", values.oneIn(2), method, path + (list ? "?owner=@tag@" : ""), headers, ""));
  }

  private void patch() {
    begin(values.oneIn(2) ? "\"metadata\":{\"a\":{\"b\":[1,2]},\"m~n\":1}" : member());
    StringBuilder body = new StringBuilder("[");
    for (int i = values.oneIn(3) ? 2 : 1; i > 0; i--) {
      body.append(body.length() > 1 ? "," : "").append(change());
    }
    body.append(']');
    admin(
        "patch",
        "PATCH",
        "/admin/clients/" + id(),
        values.oneIn(20) ? values.wrong() : body.toString());
  }

  private String change() {
    String op =
        values.oneIn(12)
            ? values.oneOf(List.of("move", "copy", "test", "Add", "", "x"))
            : values.oneOf(List.of("add", "replace", "remove"));
    if (values.oneIn(2)) {
      String property = property();
      String path =
          "/"
              + property
              + (values.oneIn(6) ? values.oneOf(List.of("/0", "/-", "/1", "/x", "/")) : "");
      return change(op, path, values.oneIn(8) ? values.wrong() : value(property));
    }
    String path =
        values.oneOf(
            List.of(
                "/metadata",
                "/metadata/a",
                "/metadata/a/b",
                "/metadata/a/b/0",
                "/metadata/a/b/-",
                "/metadata/a/b/2",
                "/metadata/a/b/9",
                "/metadata/new",
                "/metadata/new/x",
                "/metadata/new/0",
                "/metadata/m~0n",
                "/metadata/m~n",
                "/metadata//",
                "/metadata/",
                "",
                "/",
                "metadata",
                "/x",
                "/metadata/a/b/-1",
                "/metadata/a/b/01",
                "/Metadata/a",
                "/jwks/keys",
                "/jwks/keys/0",
                "/jwks/keys/-",
                "/redirect_uris/0",
                "/redirect_uris/-",
                "/client_id",
                "/client_secret",
                "/RotatedSecrets"));
    String value =
        path.startsWith("/jwks") ? values.key() : values.oneIn(2) ? values.wrong() : values.text();
    return change(op, path, value);
  }

  private static String change(String op, String path, String value) {
    return "{\"op\":\"" + op + "\",\"path\":\"" + path + "\",\"value\":" + value + "}";
  }

  private String client() {
    if (values.oneIn(25)) {
      return values.oneOf(
          List.of("", "{", "[]", "null", "{}{}", "{} x", "\"a\"", "{\"a\":1,}", "{'a':1}", " {} "));
    }
    StringBuilder body = new StringBuilder("{");
    for (int i = values.oneOf(List.of(1, 1, 2, 2, 3)); i > 0; i--) {
      body.append(body.length() > 1 ? "," : "").append(member());
    }
    return body.append('}').toString();
  }

  private String member() {
    String property = property();
    String name =
        values.oneIn(25)
            ? values.oneOf(
                List.of(
                    property.toUpperCase(Locale.ROOT),
                    property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1),
                    property.replaceFirst("^s", "\u00c5\u00bf")))
            : property;
    return "\"" + name + "\":" + (values.oneIn(12) ? values.wrong() : value(property));
  }

  private String property() {
    return values.oneOf(VALUES_OF.keySet().stream().sorted().toList());
  }

  private String value(String property) {
    return switch (VALUES_OF.getOrDefault(property, "text")) {
      case "uri" -> values.uri();
      case "uris" -> values.list(values::uri);
      case "texts" -> values.list(values::text);
      case "duration" -> values.duration();
      case "time" -> values.time();
      case "keys" -> values.keys();
      case "boolean" -> values.oneOf(List.of("true", "false", "1", "\"true\""));
      case "json" -> values.oneIn(2) ? values.wrong() : "{\"b\":1.10,\"a\":" + values.text() + "}";
      case "number" -> values.oneOf(List.of("0", "1", "1.5", "1e2", "-1", "99999999999999999999"));
      default -> enumerated(property, values::text);
    };
  }

  private String enumerated(String property, Supplier<String> text) {
    List<String> known = KNOWN.getOrDefault(property, List.of());
    return known.isEmpty() || values.oneIn(4)
        ? text.get()
        : HostileValues.quoted(values.oneOf(known));
  }

  private static final Map<String, List<String>> KNOWN =
      Map.of(
          "subject_type", List.of("public", "pairwise", "x"),
          "token_endpoint_auth_method",
              List.of("client_secret_basic", "client_secret_post", "private_key_jwt", "none", "x"),
          "access_token_strategy", List.of("jwt", "opaque", "JWT", "x"),
          "userinfo_signed_response_alg", List.of("none", "RS256", "ES256", "x"),
          "request_object_signing_alg", List.of("none", "RS256", "x"),
          "token_endpoint_auth_signing_alg", List.of("RS256", "HS256", "x"),
          "client_secret", List.of("secret-secret", "short", "123456", "\u00c3\u00a4\u00c3\u00a41"),
          "scope", List.of("openid offline", "a b", "a  b", " a"));

  private static final Map<String, String> VALUES_OF =
      Map.ofEntries(
          Map.entry("client_name", "text"),
          Map.entry("owner", "text"),
          Map.entry("scope", "text"),
          Map.entry("client_secret", "text"),
          Map.entry("subject_type", "text"),
          Map.entry("token_endpoint_auth_method", "text"),
          Map.entry("access_token_strategy", "text"),
          Map.entry("token_endpoint_auth_signing_alg", "text"),
          Map.entry("userinfo_signed_response_alg", "text"),
          Map.entry("request_object_signing_alg", "text"),
          Map.entry("policy_uri", "uri"),
          Map.entry("tos_uri", "uri"),
          Map.entry("client_uri", "uri"),
          Map.entry("logo_uri", "uri"),
          Map.entry("jwks_uri", "uri"),
          Map.entry("backchannel_logout_uri", "uri"),
          Map.entry("frontchannel_logout_uri", "uri"),
          Map.entry("registration_client_uri", "uri"),
          Map.entry("registration_access_token", "text"),
          Map.entry("redirect_uris", "uris"),
          Map.entry("post_logout_redirect_uris", "uris"),
          Map.entry("request_uris", "uris"),
          Map.entry("allowed_cors_origins", "uris"),
          Map.entry("audience", "texts"),
          Map.entry("contacts", "texts"),
          Map.entry("grant_types", "texts"),
          Map.entry("response_types", "texts"),
          Map.entry("skip_consent", "boolean"),
          Map.entry("skip_logout_consent", "boolean"),
          Map.entry("backchannel_logout_session_required", "boolean"),
          Map.entry("client_secret_expires_at", "number"),
          Map.entry("created_at", "time"),
          Map.entry("updated_at", "time"),
          Map.entry("jwks", "keys"),
          Map.entry("metadata", "json"),
          Map.entry("unknown", "json"),
          Map.entry("authorization_code_grant_access_token_lifespan", "duration"),
          Map.entry("client_credentials_grant_access_token_lifespan", "duration"),
          Map.entry("refresh_token_grant_refresh_token_lifespan", "duration"),
          Map.entry("device_authorization_grant_id_token_lifespan", "duration"));
}
