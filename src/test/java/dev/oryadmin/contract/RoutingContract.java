package dev.oryadmin.contract;

import static dev.oryadmin.contract.Generation.ROTATION;
import static dev.oryadmin.contract.Generation.V25_4;
import static dev.oryadmin.contract.Server.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, methods and headers: what reaches what. */
abstract class RoutingContract extends Rules {
  private static final String OTHER = "older servers answer unknown routes otherwise";

  @Test
  void anIdThatEndsInASlashReachesAnotherClient() {
    String id = madeId("{}");
    ServerAnswer answer = server().adminAsItIs("GET", "/admin/clients/" + id + "%2F");
    if (server().generation().has(V25_4)) {
      assertThat(answer.is(200).headers().names()).contains("Content-Type");
    } else {
      assertThat(answer.status()).isIn(301, 307);
    }
  }

  @Test
  @Since(value = V25_4, before = "the list is redirected to")
  void anEmptyIdReachesTheList() {
    assertThat(server().admin("GET", "/admin/clients/?page_size=1", null).is(200).array())
        .hasSizeLessThan(2);
  }

  @Test
  @Since(value = V25_4, before = "it is redirected")
  void trailingSlashIsIgnored() {
    String id = madeId("{}");
    assertThat(server().admin("GET", path(id) + "/", null).is(200).text("client_id")).isEqualTo(id);
  }

  @Test
  @Since(value = ROTATION, before = OTHER)
  void twoTrailingSlashesAreUnknown() {
    server().admin("GET", "/admin/clients//", null).isUnknownRoute();
  }

  @Test
  @Since(value = V25_4, before = "it is redirected")
  void aPathWithoutAdminReachesTheSame() {
    String id = madeId("{}");
    assertThat(server().admin("GET", "/clients/" + id, null).is(200).text("client_id"))
        .isEqualTo(id);
  }

  @Test
  @Since(value = V25_4, before = "a read is redirected by another status")
  void aDoubleSlashInsideIsRedirected() {
    ServerAnswer read = server().admin("GET", "/admin//clients", null).is(307);
    assertThat(read.header("Location")).isEqualTo("/admin/clients");
    assertThat(read.header("Content-Type")).startsWith("text/html");
    ServerAnswer write = server().admin("PUT", "/admin//clients/x", "{}").is(307);
    assertThat(write.header("Location")).isEqualTo("/admin/clients/x");
    assertThat(write.body()).isEmpty();
  }

  @ParameterizedTest(name = "the path {0} is unknown", quoteTextArguments = false)
  @ValueSource(
      strings = {"//admin/clients", "/ADMIN/clients", "/nope", "/admin/clients/x/y", "/admin/nope"})
  @Since(value = ROTATION, before = OTHER)
  void unknownPaths(String path) {
    server().adminAsItIs("GET", path).isUnknownRoute();
  }

  @ParameterizedTest(name = "{0} {1} is unknown", quoteTextArguments = false)
  @CsvSource({
    "POST, /admin/clients/x",
    "PUT, /admin/clients",
    "PATCH, /admin/clients",
    "DELETE, /admin/clients",
    "OPTIONS, /admin/clients",
    "GET, /admin/clients/x/lifespans",
    "GET, /admin/clients/x/secrets/rotate"
  })
  @Since(value = ROTATION, before = OTHER)
  void unknownMethods(String method, String path) {
    server().admin(method, path, method.startsWith("P") ? "{}" : null).isUnknownRoute();
  }

  @Test
  @Since(value = ROTATION, before = OTHER)
  void adminPathsAreUnknownToThePublicServer() {
    server().open("GET", "/admin/clients", null, JSON).isUnknownRoute();
    server().open("GET", "/nope", null, JSON).isUnknownRoute();
  }

  @ParameterizedTest(
      name = "an unknown route for Accept: {0} is told in {1}",
      quoteTextArguments = false)
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | application/json",
        "application/json, */* | application/json",
        "application/* | application/json",
        "*/* | text/html",
        "text/html | text/html",
        "application/xml | text/html",
        "application/problem+json | text/html",
        "application/json;q=0.5, text/html | text/html",
        "text/plain | text/plain",
      })
  @Since(value = ROTATION, before = OTHER)
  void negotiation(String accept, String type) {
    ServerAnswer answer =
        server().admin("GET", "/nope", null, Headers.of("Accept", accept)).is(404);
    assertThat(answer.header("Content-Type")).startsWith(type);
  }

  @Test
  void errorsOfHandlersAreJsonWhateverIsAccepted() {
    server().admin("GET", UNKNOWN, null, Headers.of("Accept", "text/html")).isUnknownClient();
  }

  @ParameterizedTest(name = "the path {0} is redirected to {1}", quoteTextArguments = false)
  @CsvSource({"/admin/clients/., /admin/clients", "/admin/clients/.., /admin"})
  @Since(value = V25_4, before = "by another status")
  void dots(String path, String target) {
    assertThat(server().adminAsItIs("GET", path).is(307).header("Location")).isEqualTo(target);
  }

  @Test
  @Since(value = V25_4, before = "not tested")
  void encodedDotsAreAnId() {
    server().adminAsItIs("GET", "/admin/clients/%2e%2e").isUnknownClient();
  }

  @ParameterizedTest(name = "the path {0} can''t be read", quoteTextArguments = false)
  @ValueSource(strings = {"/admin/clients/%", "/admin/clients/%zz"})
  void badEscapes(String path) {
    ServerAnswer answer = server().adminAsItIs("GET", path).is(400);
    assertThat(answer.header("Content-Type")).startsWith("text/plain");
    assertThat(answer.body()).isEqualTo("400 Bad Request");
  }

  @ParameterizedTest(name = "the query {0} is ignored", quoteTextArguments = false)
  @ValueSource(strings = {"?%zz", "?a;b"})
  @Since(value = V25_4, before = "not tested")
  void badQueries(String query) {
    assertThat(server().adminAsItIs("GET", "/admin/clients" + query).status()).isEqualTo(200);
  }

  @Test
  @Since(value = V25_4, before = "HEAD is not served")
  void headIsAGetWithoutABody() {
    String id = madeId("{}");
    ServerAnswer head = server().admin("HEAD", path(id), null).is(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    server().admin("HEAD", UNKNOWN, null).is(404);
    assertThat(server().admin("HEAD", "/admin/clients?page_size=1", null).is(200).header("Link"))
        .contains("rel=\"first\"");
  }

  @Test
  void readsForbidCaching() {
    String id = madeId("{}");
    String never = "private, no-cache, no-store, must-revalidate";
    assertThat(read(id).header("Cache-Control")).isEqualTo(never);
    assertThat(server().admin("GET", "/admin/clients?page_size=1", null).header("Cache-Control"))
        .isEqualTo(never);
  }

  @Test
  @Since(value = V25_4, before = "writes say so as well")
  void writesDoNotMentionCaching() {
    ServerAnswer made = made("{}");
    assertThat(made.header("Cache-Control")).isEmpty();
    assertThat(put(made.text("client_id"), "{}").header("Cache-Control")).isEmpty();
  }

  @Test
  void conditionalHeadersAreIgnored() {
    String id = madeId("{}");
    assertThat(read(id).header("ETag")).isEmpty();
    Headers conditions =
        JSON.newBuilder().set("If-Match", "\"x\"").set("If-None-Match", "*").build();
    server().admin("GET", path(id), null, conditions).is(200);
    server().admin("PUT", path(id), "{}", conditions).is(200);
  }

  @Test
  void idempotencyKeyIsIgnored() {
    Headers key = JSON.newBuilder().set("Idempotency-Key", fresh()).build();
    ServerAnswer one = server().remember(server().admin("POST", "/admin/clients", "{}", key));
    ServerAnswer two = server().remember(server().admin("POST", "/admin/clients", "{}", key));
    assertThat(one.is(201).text("client_id")).isNotEqualTo(two.is(201).text("client_id"));
  }

  @Test
  void theAdminServerAsksForNoCredentials() {
    Headers headers = JSON.newBuilder().set("Authorization", "Bearer whatever").build();
    server().admin("GET", "/admin/clients?page_size=1", null, headers).is(200);
  }

  @Test
  void aBodyOfADeletionIsIgnored() {
    server().admin("DELETE", path(madeId("{}")), "not json").is(204);
  }

  @Test
  void healthIsServedOnBothServers() {
    for (String path : new String[] {"/health/alive", "/health/ready"}) {
      assertThat(server().admin("GET", path, null).is(200).text("status")).isEqualTo("ok");
      assertThat(server().open("GET", path, null, JSON).is(200).text("status")).isEqualTo("ok");
    }
  }

  @Test
  void versionIsServedOnTheAdminServerOnly() {
    assertThat(server().admin("GET", "/version", null).is(200).text("version")).isNotEmpty();
    assertThat(server().open("GET", "/version", null, JSON).status()).isEqualTo(404);
  }
}
