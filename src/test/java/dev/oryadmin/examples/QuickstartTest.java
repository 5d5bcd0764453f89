package dev.oryadmin.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.oryadmin.ApiClient;
import dev.oryadmin.RetryPolicy;
import dev.oryadmin.ServerException;
import dev.oryadmin.TransportException;
import dev.oryadmin.fake.LaterProperties;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.Fault;
import dev.oryadmin.testing.HydraVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The quickstart tells the truth, and leaves nothing behind. */
class QuickstartTest {
  /** A request of the quickstart, and the exchange with a real server that it must equal. */
  private record Step(String request, String recording, int number) {}

  private static final List<Step> STEPS =
      List.of(
          new Step("POST /admin/clients", "rotate-secret", 0),
          new Step("GET /admin/clients/{}", "rotate-secret", 5),
          new Step("POST /admin/clients", "rotate-secret", 0),
          new Step("POST /admin/clients", "rotate-secret", 0),
          new Step("POST /admin/clients", "rotate-secret", 0),
          new Step("POST /admin/clients", "rotate-secret", 0),
          new Step("GET /admin/clients", "list-pages", 0),
          new Step("GET /admin/clients", "list-pages", 1),
          new Step("GET /admin/clients", "list-pages", 2),
          new Step("PATCH /admin/clients/{}", "patch-secret", 1),
          new Step("PUT /admin/clients/{}/lifespans", "lifespans-effect", 1),
          new Step("POST /admin/clients/{}/secrets/rotate", "rotate-secret", 2),
          new Step("DELETE /admin/clients/{}/secrets/rotate", "rotate-secret", 6),
          new Step("GET /admin/clients/{}", "lifespans", 3),
          new Step("PUT /admin/clients/{}", "dcr-token-and-admin-writes", 20),
          new Step("POST /oauth2/register", "dcr-lifecycle", 0),
          new Step("GET /oauth2/register/{}", "dcr-lifecycle", 2),
          new Step("PUT /oauth2/register/{}", "dcr-lifecycle", 3),
          new Step("DELETE /oauth2/register/{}", "dcr-lifecycle", 11),
          new Step("DELETE /admin/clients/{}", "delete", 0),
          new Step("GET /admin/clients/{}", "delete", 2),
          new Step("GET /admin/clients/{}", "get-and-not-found", 2),
          new Step("GET /admin/clients", "list-filters", 0),
          new Step("DELETE /admin/clients/{}", "delete", 0),
          new Step("DELETE /admin/clients/{}", "delete", 0),
          new Step("DELETE /admin/clients/{}", "delete", 0),
          new Step("DELETE /admin/clients/{}", "delete", 0));

  private static final String LIFESPAN = "client_credentials_grant_access_token_lifespan";

  /** What differs between two runs on one server, or was chosen by the quickstart. */
  private static final Set<String> VARYING =
      Set.of(
          "client_id",
          "client_secret",
          "created_at",
          "updated_at",
          "registration_access_token",
          "registration_client_uri",
          "client_name",
          "grant_types",
          "metadata",
          "owner",
          "redirect_uris",
          "response_types",
          "scope",
          LIFESPAN);

  private static final Pattern RELATION = Pattern.compile("rel=\"[a-z]+\"");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Narration narration =
      new Narration(new PrintStream(printed, true, StandardCharsets.UTF_8));

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** An answer, and what it answers. */
  private record Exchange(String request, int status, Headers headers, String body) {
    static Exchange of(Response response) throws IOException {
      String path = response.request().url().encodedPath();
      return new Exchange(
          response.request().method() + " " + path.replaceAll("(clients|register)/[^/]+", "$1/{}"),
          response.code(),
          response.headers(),
          LaterProperties.removedFrom(response.peekBody(Long.MAX_VALUE).string()));
    }

    static Exchange recorded(Step step) throws IOException {
      Path file = Path.of("src/test/resources/recordings", step.recording() + ".json");
      JsonObject response =
          JsonParser.parseString(Files.readString(file))
              .getAsJsonObject()
              .getAsJsonArray("exchanges")
              .get(step.number())
              .getAsJsonObject()
              .getAsJsonObject("response");
      Headers.Builder headers = new Headers.Builder();
      response
          .getAsJsonObject("headers")
          .asMap()
          .forEach((name, value) -> headers.addUnsafeNonAscii(name, value.getAsString()));
      return new Exchange(
          "",
          response.get("status").getAsInt(),
          headers.build(),
          response.get("body").getAsString());
    }

    /** The names of the headers that say something, and the relations of the links. */
    Set<String> headerNames() {
      Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      names.addAll(headers.names());
      names.removeAll(Set.of("Date", "Content-Length", "Transfer-Encoding"));
      for (String link : headers.values("Link")) {
        RELATION.matcher(link).results().forEach(relation -> names.add(relation.group()));
      }
      return names;
    }

    JsonElement json() {
      return body.isEmpty() ? new JsonPrimitive("") : JsonParser.parseString(body);
    }
  }

  @Test
  void exchangesEqualThoseOfARealServer() throws IOException {
    List<Exchange> exchanges = new ArrayList<>();
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  Response response = chain.proceed(chain.request());
                  exchanges.add(Exchange.of(response));
                  return response;
                })
            .build();
    try (FakeHydra hydra = FakeHydra.start();
        ApiClient ory = server(hydra).httpClient(http).build();
        LifeOfAClient life = new LifeOfAClient(ory, narration)) {
      life.run();
    }

    assertThat(exchanges)
        .extracting(Exchange::request)
        .isEqualTo(STEPS.stream().map(Step::request).toList());
    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < exchanges.size(); i++) {
      Exchange told = exchanges.get(i);
      Exchange real = Exchange.recorded(STEPS.get(i));
      String name = i + " " + STEPS.get(i);
      softly.assertThat(told.status()).as(name).isEqualTo(real.status());
      softly.assertThat(told.headerNames()).as(name).isEqualTo(real.headerNames());
      softly
          .assertThat(told.headers().get("Content-Type"))
          .as(name)
          .isEqualTo(real.headers().get("Content-Type"));
      softly.assertThat(shapes(told.json())).as(name).isEqualTo(shapes(real.json()));
      softly.assertThat(stable(told.json())).as(name).isEqualTo(stable(real.json()));
    }
    softly.assertAll();
  }

  @Test
  void clientsAreDeletedAfterAFailure() {
    try (FakeHydra hydra = FakeHydra.start();
        ApiClient observer = server(hydra).build()) {
      hydra.fail(request -> request.method().equals("PATCH"), Fault.answer(500, ""));

      assertThatThrownBy(() -> Quickstart.tell(server(hydra), narration))
          .isInstanceOf(ServerException.class);

      assertThat(observer.clients().list()).isEmpty();
    }
  }

  @Test
  void unreachableServerIsNamed() {
    FakeHydra hydra = FakeHydra.start();
    hydra.close();
    RetryPolicy none = RetryPolicy.none();

    assertThatThrownBy(() -> Quickstart.tell(server(hydra).retry(none), narration))
        .isInstanceOf(TransportException.class);

    assertThat(printed())
        .contains("POST /admin/clients -> java.net.ConnectException")
        .contains("TransportException: createOAuth2Client: ");
  }

  @Test
  void foreignClientsAreKept() {
    try (FakeHydra hydra = FakeHydra.start();
        ApiClient observer = server(hydra).build()) {
      OAuth2Client other = observer.clients().create(OAuth2Client.builder().build());

      Quickstart.tell(server(hydra), narration);

      assertThat(observer.clients().list())
          .extracting(OAuth2Client::clientId)
          .containsExactly(other.clientId());
    }
  }

  @Test
  void secretsAreNotPrinted() {
    try (FakeHydra hydra = FakeHydra.start()) {
      Quickstart.tell(server(hydra), narration);
      assertThat(printed())
          .contains("client_secret: ***", "registration_access_token: ***")
          .doesNotContain("ory_at_");
    }
  }

  @ParameterizedTest
  @EnumSource(HydraVersion.class)
  void quickstartRunsOnAllVersions(HydraVersion version) {
    try (FakeHydra hydra = FakeHydra.builder().version(version).start();
        ApiClient observer = server(hydra).build()) {
      Quickstart.tell(server(hydra), narration);

      assertThat(printed().contains("too old for it")).isEqualTo(version != HydraVersion.LATEST);
      assertThat(printed()).contains("NotFoundException: getOAuth2Client: 404");
      assertThat(observer.clients().list()).isEmpty();
    }
  }

  @Test
  void disabledRegistrationIsReported() {
    try (FakeHydra hydra = FakeHydra.builder().dynamicRegistration(false).start()) {
      Quickstart.tell(server(hydra), narration);
      Quickstart.tell(ApiClient.builder().adminUrl(hydra.adminUrl()), narration);
      assertThat(printed())
          .contains("does not let clients register: createOidcDynamicClient: 404")
          .contains("Left out: publicUrl is not set");
    }
  }

  private static ApiClient.Builder server(FakeHydra hydra) {
    return ApiClient.builder().adminUrl(hydra.adminUrl()).publicUrl(hydra.publicUrl());
  }

  /** The members of all objects, and of what type they are. */
  private static Set<Map<String, String>> shapes(JsonElement json) {
    Set<Map<String, String>> shapes = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    for (JsonElement object : objects(json)) {
      Map<String, String> shape = new TreeMap<>();
      object.getAsJsonObject().asMap().forEach((name, value) -> shape.put(name, type(name, value)));
      shapes.add(shape);
    }
    return shapes;
  }

  private static Set<String> stable(JsonElement json) {
    Set<String> values = new TreeSet<>();
    for (JsonElement object : objects(json)) {
      Map<String, JsonElement> members = new TreeMap<>(object.getAsJsonObject().asMap());
      members.keySet().removeAll(VARYING);
      values.add(members.toString());
    }
    return values;
  }

  private static List<JsonElement> objects(JsonElement json) {
    if (json instanceof JsonArray array) {
      return array.asList();
    }
    return json.isJsonObject() ? List.of(json) : List.of();
  }

  private static String type(String name, JsonElement value) {
    if (name.equals(LIFESPAN)) {
      return "null until it is set, then a string";
    }
    if (value instanceof JsonPrimitive primitive) {
      return primitive.isString() ? "string" : primitive.isBoolean() ? "boolean" : "number";
    }
    return value.isJsonArray() ? "array" : value.isJsonObject() ? "object" : "null";
  }
}
