package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.oryadmin.constructs.api.ConstructsApi;
import dev.oryadmin.constructs.model.Answer;
import dev.oryadmin.constructs.model.ODD;
import dev.oryadmin.constructs.model.ParameterColour;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of kinds that the fragment does not have; see {@code src/test/resources/constructs}. */
class ConstructCallsTest {
  private final MockWebServer server = new MockWebServer();
  private Transport transport;
  private ConstructsApi api;

  @BeforeEach
  void start() throws IOException {
    server.start();
    transport = ApiClient.builder().adminUrl(server.url("/").toString()).transport("test");
    api = new ConstructsApi(new CallFactory(transport));
  }

  @AfterEach
  void stop() {
    transport.close();
    server.close();
  }

  @Test
  void formIsUrlEncoded() throws Exception {
    answer(200, "\"done\"");

    String said =
        api.sendForm(
            "1",
            Secret.of("bearer"),
            "a&b=c d",
            form -> form.clientSecret(Secret.of("s3cret")).maxAge(Duration.ofMinutes(90)),
            query -> query.verbose(true));

    assertThat(said).isEqualTo("done");
    RecordedRequest request = server.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/form/1?verbose=true");
    assertThat(request.getHeaders().get("Content-Type"))
        .isEqualTo("application/x-www-form-urlencoded");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer bearer");
    assertThat(request.getBody().utf8())
        .isEqualTo("token=a%26b%3Dc+d&client_secret=s3cret&max_age=1h30m0s");
  }

  @Test
  void errorsDoNotShowSecretsOfAForm() {
    answer(400, "{\"error\":\"s3cret is wrong, so is t0ken\"}");

    assertThatThrownBy(
            () ->
                api.sendForm(
                    "1",
                    Secret.of("bearer"),
                    "t0ken",
                    form -> form.clientSecret(Secret.of("s3cret")),
                    query -> {}))
        .isInstanceOf(BadRequestException.class)
        .message()
        .doesNotContain("s3cret", "t0ken");
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without null checks would do
  void missingAndBlankArgumentsAreRefused() {
    assertThatThrownBy(() -> api.sendForm("1", Secret.of("b"), null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("token == null");
    assertThatThrownBy(() -> api.sendParameters(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("challenge is blank: the operation needs it");
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void whatMayBeLeftOutHasAMethodWithoutIt() throws Exception {
    answer(200, "\"done\"");
    answer(204, "");

    api.sendForm("1", Secret.of("bearer"), "t");
    api.sendParameters("c");

    assertThat(server.takeRequest().getBody().utf8()).isEqualTo("token=t");
    assertThat(server.takeRequest().getTarget()).isEqualTo("/parameters?challenge=c");
  }

  @Test
  void parametersOfAnyTypeAreSent() throws Exception {
    answer(204, "");

    api.sendParameters(
        "c",
        query ->
            query
                .pageSize(2)
                .small(0)
                .orderBy("k")
                .since(Instant.EPOCH)
                .colour(ParameterColour.of("green")));

    assertThat(server.takeRequest().getTarget())
        .isEqualTo(
            "/parameters?challenge=c&page_size=2&small=0&order-by=k&since=1970-01-01T00%3A00%3A00Z"
                + "&colour=green");
  }

  @Test
  void redirectReturnsItsUrlAndIsNotFollowed() {
    server.enqueue(
        new MockResponse.Builder().code(302).setHeader("Location", "https://a.example/?b").build());

    assertThat(api.redirect()).isEqualTo("https://a.example/?b");
    assertThat(server.getRequestCount()).isOne();
  }

  @Test
  void redirectWithoutALocationIsReported() {
    answer(302, "");

    assertThatThrownBy(() -> api.redirect())
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("no Location header");
  }

  @Test
  void otherStatusesOfARedirectOperationAreErrors() {
    answer(200, "{}");

    assertThatThrownBy(() -> api.redirect()).isInstanceOf(ApiException.class);
  }

  @Test
  void answersOfAnyTypeAreRead() {
    answer(200, "[{\"name\":\"a\"}]");
    answer(200, "{\"k\":\"v\"}");
    answer(200, "1.0");
    answer(200, "9223372036854775807");

    assertThat(api.getList()).containsExactly(Answer.builder().name("a").build());
    assertThat(api.getMap()).isEqualTo(Map.of("k", "v"));
    assertThat(api.getAny()).isEqualTo(new JsonPrimitive(1.0));
    assertThat(api.getNumber()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void bodiesOfAnyTypeAreSent() throws Exception {
    answer(204, "");
    answer(200, "true");

    api.setList(List.of(Answer.builder().name("a").build()));
    Boolean created = api.setText("\"");

    assertThat(server.takeRequest().getBody().utf8()).isEqualTo("[{\"name\":\"a\"}]");
    assertThat(server.takeRequest().getBody().utf8()).isEqualTo("\"\\\"\"");
    assertThat(created).isTrue();
  }

  @Test
  void listsOfMapsAndMapsOfListsAndFreeFormAreSentAndRead() throws Exception {
    answer(200, "{\"k\":[{\"odd\":\"o\"}]}");
    answer(200, "[{\"k\":{\"odd\":\"o\"}}]");
    answer(200, "[\"a\",\"a\"]");

    assertThat(api.putOddThings(List.of(Map.of("n", 1))))
        .extractingByKey("k")
        .asInstanceOf(list(ODD.class))
        .extracting(ODD::odd)
        .containsExactly("o");
    assertThat(api.swapOddThings(Map.of("t", List.of(Instant.EPOCH))))
        .containsExactly(Map.of("k", ODD.builder().odd("o").build()));
    assertThat(api.postFreeForm(JsonParser.parseString("{\"any\":[1.0]}"))).hasSize(2);

    assertThat(server.takeRequest().getBody().utf8()).isEqualTo("[{\"n\":1}]");
    assertThat(server.takeRequest().getBody().utf8())
        .isEqualTo("{\"t\":[\"1970-01-01T00:00:00Z\"]}");
    assertThat(server.takeRequest().getBody().utf8()).isEqualTo("{\"any\":[1.0]}");
  }

  private void answer(int code, String body) {
    server.enqueue(new MockResponse.Builder().code(code).body(body).build());
  }
}
