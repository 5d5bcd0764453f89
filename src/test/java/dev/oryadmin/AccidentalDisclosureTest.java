package dev.oryadmin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import dev.oryadmin.api.ClientsApi;
import dev.oryadmin.api.RegistrationApi;
import dev.oryadmin.model.AcceptDeviceUserCodeRequest;
import dev.oryadmin.model.AcceptOAuth2ConsentRequest;
import dev.oryadmin.model.AcceptOAuth2ConsentRequestSession;
import dev.oryadmin.model.AcceptOAuth2LoginRequest;
import dev.oryadmin.model.AccessTokenStrategy;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.IntrospectedOAuth2Token;
import dev.oryadmin.model.JsonWebKey;
import dev.oryadmin.model.JsonWebKeySet;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.OAuth2ClientTokenLifespans;
import dev.oryadmin.model.OAuth2ConsentRequest;
import dev.oryadmin.model.OAuth2ConsentSession;
import dev.oryadmin.model.OAuth2LoginRequest;
import dev.oryadmin.model.OAuth2LogoutRequest;
import dev.oryadmin.model.OAuth2RedirectTo;
import dev.oryadmin.model.OpenIDConnectContext;
import dev.oryadmin.model.RejectOAuth2Request;
import dev.oryadmin.model.ResponseType;
import dev.oryadmin.model.Schemas;
import dev.oryadmin.model.SigningAlgorithm;
import dev.oryadmin.model.SubjectType;
import dev.oryadmin.model.TokenEndpointAuthMethod;
import dev.oryadmin.model.TokenUse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever of ours is printed, logged or turned into JSON by accident, in whichever way, shows no
 * secret: for each public type there is, an object full of secrets is tried.
 */
class AccidentalDisclosureTest {
  private static final String SECRET = "kN8-never-show-this-3fQ";

  private static final String ENCODED = Base64.getEncoder().encodeToString(SECRET.getBytes(UTF_8));

  private static final OAuth2Client CLIENT =
      OAuth2Client.builder()
          .clientId("a")
          .clientSecret(SECRET)
          .set(OAuth2Client.REGISTRATION_ACCESS_TOKEN, Secret.of(SECRET))
          .jwks(
              JsonWebKeySet.builder()
                  .keys(JsonWebKey.builder().kty("oct").d(SECRET).k(SECRET).build())
                  .build())
          .grantTypes(GrantType.CLIENT_CREDENTIALS)
          .build();

  private static final List<Class<?>> NO_INSTANCES =
      List.of(
          OAuth2Scope.class,
          Schemas.class,
          ConsentGrant.class,
          SecretStore.class,
          RequestCheck.class);

  private final MockWebServer server = new MockWebServer();
  private ApiClient ory = ApiClient.builder().adminUrl("http://localhost").build();

  @BeforeEach
  void start() throws IOException {
    server.start();
    ory = builder().build();
  }

  @AfterEach
  void stop() {
    ory.close();
    server.close();
  }

  private ApiClient.Builder builder() {
    String url = server.url("/").toString();
    return ApiClient.builder()
        .adminUrl(url)
        .publicUrl(url)
        .bearerToken(SECRET)
        .header("X-Api-Key", SECRET)
        .retry(RetryPolicy.none());
  }

  @Test
  void noPublicTypeShowsASecret() throws Exception {
    List<Object> objects = objects();
    SoftAssertions all = new SoftAssertions();
    for (Object object : objects) {
      for (Object inside : List.of(object, List.of(object), Map.of("key", object))) {
        all.assertThat(shown(inside))
            .as(object.getClass().getName())
            .noneMatch(shown -> shown.contains(SECRET) || shown.contains(ENCODED));
      }
    }
    all.assertAll();
    List<Class<?>> untried = publicTypes();
    assertThat(untried).hasSizeGreaterThan(40);
    untried.removeAll(NO_INSTANCES);
    untried.removeIf(type -> objects.stream().anyMatch(type::isInstance));
    assertThat(untried).isEmpty();
  }

  private List<Object> objects() throws Exception {
    List<Object> objects = new ArrayList<>();
    objects.add(CLIENT);
    objects.add(CLIENT.toBuilder());
    objects.add(CLIENT.require(OAuth2Client.JWKS));
    objects.add(CLIENT.require(OAuth2Client.JWKS).toBuilder());
    objects.add(CLIENT.require(OAuth2Client.JWKS).keys().get(0));
    objects.add(CLIENT.require(OAuth2Client.JWKS).keys().get(0).toBuilder());
    objects.add(CLIENT.require(OAuth2Client.CLIENT_SECRET));
    objects.add(((Model<?>) CLIENT).values);
    objects.add(builder());
    objects.add(ory);
    objects.add(ory.clients());
    objects.add(ory.registration());
    objects.addAll(
        List.of(
            ory.login(), ory.consent(), ory.logout(), ory.device(), ory.sessions(), ory.tokens()));
    objects.addAll(flows());
    objects.addAll(generated());
    objects.add(new ClientRegistry(ory));
    objects.add(
        new CallObserver.Ended(
            Operation.of("sample"),
            1,
            CallObserver.Outcome.FAILED,
            400,
            Duration.ZERO,
            "r-1",
            new IllegalStateException()));
    objects.add(new UnfinishedRotationException("rotated", null, "a", Secret.of(SECRET), true));
    objects.addAll(plans());
    objects.addAll(harmless());
    objects.addAll(calls());
    objects.addAll(answers());
    objects.addAll(failures());
    return objects;
  }

  /** One of each generated class, later ones too; models have the secret in what is masked. */
  private static List<Object> generated() throws Exception {
    List<Object> objects = new ArrayList<>();
    for (Class<?> type : publicTypes()) {
      if (Model.class.isAssignableFrom(type) && type != Model.class) {
        JsonObject json = new JsonObject();
        for (Object each : (List<?>) type.getField("PROPERTIES").get(null)) {
          Property<?, ?> property = (Property<?, ?>) each;
          if (property.is(Property.Trait.SENSITIVE)) {
            json.addProperty(property.name(), SECRET);
          }
        }
        Object model = type.getMethod("fromJson", String.class).invoke(null, json.toString());
        objects.add(model);
        objects.add(type.getMethod("toBuilder").invoke(model));
      } else if (OpenEnum.class.isAssignableFrom(type) && type != OpenEnum.class) {
        objects.add(type.getMethod("of", String.class).invoke(null, "a"));
      } else if (type.getName().endsWith("Query")) {
        Constructor<?> query = type.getDeclaredConstructor();
        query.setAccessible(true);
        objects.add(query.newInstance());
      }
    }
    return objects;
  }

  /** All models of login, consent and logout, with the secret in each sensitive property. */
  private static List<Object> flows() {
    String challenge = "\"challenge\":\"" + SECRET + "\",\"request_url\":\"/?a=" + SECRET + "\"";
    String claims = "{\"a\":\"" + SECRET + "\"}";
    String session = "{\"id_token\":" + claims + ",\"access_token\":" + claims + "}";
    String context = "\"context\":" + claims;
    List<Model<?>> models =
        List.of(
            OAuth2LoginRequest.fromJson("{" + challenge + "}"),
            OAuth2LogoutRequest.fromJson("{" + challenge + "}"),
            OAuth2ConsentRequest.fromJson("{" + challenge + "," + context + "}"),
            OpenIDConnectContext.fromJson("{\"id_token_hint_claims\":" + claims + "}"),
            AcceptOAuth2LoginRequest.fromJson("{" + context + "}"),
            AcceptOAuth2ConsentRequest.fromJson("{" + context + ",\"session\":" + session + "}"),
            AcceptOAuth2ConsentRequestSession.fromJson(session),
            AcceptDeviceUserCodeRequest.builder().userCode(SECRET).build(),
            RejectOAuth2Request.builder().error("access_denied").build(),
            OAuth2RedirectTo.builder().redirectTo("https://a/?login_verifier=" + SECRET).build(),
            OAuth2ConsentSession.fromJson(
                "{\"consent_request\":{" + challenge + "},\"session\":" + session + "}"),
            IntrospectedOAuth2Token.fromJson("{\"ext\":" + claims + "}"));
    List<Object> objects = new ArrayList<>(models);
    objects.addAll(
        List.of(
            ((OAuth2LoginRequest) models.get(0)).toBuilder(),
            ((OAuth2LogoutRequest) models.get(1)).toBuilder(),
            ((OAuth2ConsentRequest) models.get(2)).toBuilder(),
            ((OpenIDConnectContext) models.get(3)).toBuilder(),
            ((AcceptOAuth2LoginRequest) models.get(4)).toBuilder(),
            ((AcceptOAuth2ConsentRequest) models.get(5)).toBuilder(),
            ((AcceptOAuth2ConsentRequestSession) models.get(6)).toBuilder(),
            ((AcceptDeviceUserCodeRequest) models.get(7)).toBuilder(),
            ((RejectOAuth2Request) models.get(8)).toBuilder(),
            ((OAuth2RedirectTo) models.get(9)).toBuilder()));
    objects.add(((OAuth2ConsentSession) models.get(10)).toBuilder());
    objects.add(((IntrospectedOAuth2Token) models.get(11)).toBuilder());
    objects.add(TokenUse.ACCESS_TOKEN);
    return objects;
  }

  private List<Object> plans() {
    PlannedChange change = PlannedChange.create(CLIENT);
    ClientPlan plan = new ClientPlan(new ClientRegistry(ory), List.of(change));
    AppliedPlan.Result result = new AppliedPlan.Result(AppliedPlan.Outcome.REFUSED, "no");
    return List.of(
        change,
        plan,
        PlannedChange.Kind.CREATE,
        PlanOptions.standard(),
        new AppliedPlan(List.of(change), List.of(result), List.of(CLIENT), null),
        new Progress(1, 1, "a"),
        Sweep.likelyDynamic(),
        new ConsentEvidence(Set.of("a")),
        new ExportReport(1, List.of("a")),
        new ImportReport(
            List.of("a"), List.of("a"), Map.of("b", "no"), Map.of(), Map.of("a", "c"), null),
        new FleetRotation(List.of("a"), List.of("a"), Map.of(), Map.of()));
  }

  /** What holds no secret by nature, but could refer to one. */
  private static List<Object> harmless() {
    List<Object> objects = new ArrayList<>(Schemas.ALL);
    objects.addAll(OAuth2Client.PROPERTIES);
    objects.addAll(
        List.of(
            GrantType.IMPLICIT,
            ResponseType.CODE,
            SubjectType.PUBLIC,
            TokenEndpointAuthMethod.NONE,
            AccessTokenStrategy.JWT,
            SigningAlgorithm.RS256,
            OAuth2ClientTokenLifespans.builder(),
            OAuth2ClientTokenLifespans.builder().build(),
            new OryTypeAdapterFactory(),
            OryTypeAdapterFactory.withSecrets(),
            RetryPolicy.standard(),
            Operation.of("a").path("/")));
    return objects;
  }

  private List<Object> calls() {
    ClientsApi clients = ory.clients();
    RegistrationApi registration = ory.registration();
    Patch<OAuth2Client> patch =
        Patch.of(OAuth2Client.TYPE)
            .replace(OAuth2Client.CLIENT_SECRET, SECRET)
            .replace(OAuth2Client.JWKS, CLIENT.jwks());
    List<Object> queries = new ArrayList<>();
    CallFactory factory =
        new CallFactory(clients.listCall(query -> queries.add(query.owner("a"))).transport);
    ApiCall<?> unused =
        ory.sessions().listConsentsCall("a", query -> queries.add(query.pageSize(1)));
    ApiRequest<OAuth2Client> request =
        factory.request(Operation.of("a").path("/"), OAuth2Client.TYPE);
    request.token(Secret.of(SECRET));
    request.body(CLIENT);
    List<Object> calls =
        new ArrayList<>(
            List.of(
                queries.get(1),
                ory.login().getCall(SECRET),
                ory.tokens().introspectCall(Secret.of(SECRET))));
    calls.addAll(
        List.of(
            queries.get(0),
            factory,
            request,
            patch,
            clients.createCall(CLIENT).header("Authorization", "Bearer " + SECRET),
            clients.replaceCall("a", CLIENT),
            clients.patchCall("a", patch),
            unreachable().clients().list(), // iterable: Jackson makes the calls
            registration.createCall(CLIENT),
            registration.getCall("a", Secret.of(SECRET)),
            registration.replaceCall("a", Secret.of(SECRET), CLIENT)));
    return calls;
  }

  private List<Object> answers() {
    server.enqueue(new MockResponse.Builder().code(201).body(CLIENT.toJson()).build());
    ApiResponse<OAuth2Client> response = ory.clients().createCall(CLIENT).executeWithResponse();
    assertThat(response.value()).isEqualTo(CLIENT);
    server.enqueue(new MockResponse.Builder().body("[]").build());
    ConsentEvidence evidence = ConsentEvidence.of(ory.sessions(), List.of(SECRET));
    return List.of(response, new Page<>(List.of(CLIENT), null), Ensured.created(CLIENT), evidence);
  }

  /** What comes out of calls whose answers repeat the secret they were sent, in several shapes. */
  private List<Object> failures() {
    List<Object> failures = new ArrayList<>();
    String flat = "{\"error\":\"bad\",\"error_description\":\"no " + SECRET + "\"}";
    String nested = "{\"error\":{\"message\":\"no " + SECRET + "\",\"reason\":\"" + SECRET + "\"}}";
    for (int status : new int[] {400, 401, 403, 404, 409, 410, 429, 500, 502}) {
      for (String body :
          new String[] {flat, nested, CLIENT.toJson(), "<p>" + SECRET + "</p>", ""}) {
        failures.add(failure(status, body));
      }
    }
    server.enqueue(
        new MockResponse.Builder()
            .code(400)
            .body("{\"error\":\"a\",\"error_description\":\"invalid pagination token\"}")
            .build());
    failures.add(
        catchThrowable(() -> ory.clients().list(q -> q.pageToken(SECRET)).iterator().next()));
    failures.add(catchThrowable(() -> unreachable().clients().create(CLIENT)));
    for (Object failure : List.copyOf(failures)) {
      if (failure instanceof ApiException e) {
        failures.add(e.error());
        assertThat(e.body()).doesNotContain(SECRET);
      }
    }
    failures.add(failure(201, "{\"client_secret\":" + SECRET));
    failures.add(failure(201, "[\"" + SECRET + "\"]"));
    failures.add(
        catchThrowable(
            () ->
                OAuth2Client.fromJson("{\"client_secret\":[\"" + SECRET + "\"]}").clientSecret()));
    return failures;
  }

  private static ApiClient unreachable() {
    return ApiClient.builder()
        .adminUrl("http://localhost:1")
        .bearerToken(SECRET)
        .retry(RetryPolicy.none())
        .build();
  }

  private Throwable failure(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    return catchThrowable(() -> ory.clients().create(CLIENT));
  }

  private static List<String> shown(Object object) {
    List<String> shown = new ArrayList<>();
    shown.add(String.valueOf(object));
    if (object instanceof Throwable failure) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      shown.add(trace.toString());
    }
    shown.add(written(to -> new Gson().toJson(object, to)));
    ObjectMapper mapper = new ObjectMapper();
    shown.add(written(to -> mapper.writeValue(to, object)));
    ObjectMapper fields =
        new ObjectMapper()
            .setVisibility(PropertyAccessor.ALL, Visibility.ANY)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
    shown.add(written(to -> fields.writeValue(to, object)));
    return shown;
  }

  private interface Mapper {
    void writeTo(Writer to) throws IOException;
  }

  /** What a mapper has written when it ends or gives up, and the message with which it does. */
  private static String written(Mapper mapper) {
    StringWriter all = new StringWriter();
    Writer bounded =
        new Writer() {
          @Override
          public void write(char[] from, int offset, int length) throws IOException {
            all.write(from, offset, length);
            if (all.getBuffer().length() > 200_000) {
              throw new IOException("enough");
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    try {
      mapper.writeTo(bounded);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      all.append(String.valueOf(e.getMessage()));
    }
    return all.toString();
  }

  private static List<Class<?>> publicTypes() throws IOException {
    Path root = Path.of("target/main/classes");
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        String name =
            root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".");
        Class<?> type = load(name.substring(0, name.length() - ".class".length()));
        if (isPublic(type)) {
          types.add(type);
        }
      }
    }
    return types;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, AccidentalDisclosureTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new LinkageError(name, e);
    }
  }

  private static boolean isPublic(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
      if (!Modifier.isPublic(c.getModifiers())) {
        return false;
      }
    }
    return !type.getName().startsWith("dev.oryadmin.internal.")
        && !type.isInterface()
        && !type.isEnum();
  }
}
