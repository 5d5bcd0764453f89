package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.HydraVersion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that come in pages. */
class PaginationTest {
  @AutoClose private final MockWebServer server = new MockWebServer();
  private ApiClient.Builder builder = ApiClient.builder();

  @BeforeEach
  void start() throws Exception {
    server.start();
    builder = ApiClient.builder().adminUrl(server.url("/").toString()).time(new TestTime());
  }

  /** A page of the clients of the given ids; null for no next page. */
  private void page(@Nullable String next, String... ids) {
    List<String> clients = new ArrayList<>();
    for (String id : ids) {
      clients.add("{\"client_id\":\"" + id + "\"}");
    }
    MockResponse page = Answers.json(200, "[" + String.join(",", clients) + "]");
    server.enqueue(
        next == null
            ? page
            : page.newBuilder()
                .setHeader(
                    "Link",
                    "</admin/clients?page_token=f>; rel=\"first\","
                        + ("</admin/clients?page_token=" + next + ">; rel=\"next\""))
                .build());
  }

  private static List<String> ids(Iterable<OAuth2Client> clients) {
    List<String> ids = new ArrayList<>();
    clients.forEach(client -> ids.add(client.clientId()));
    return ids;
  }

  @Test
  void allItemsInOrder() throws Exception {
    page("2", "a", "b");
    page("3", "c");
    page(null, "d");
    try (ApiClient ory = builder.build()) {
      assertThat(ids(ory.clients().list(q -> q.owner("me").pageSize(2))))
          .containsExactly("a", "b", "c", "d");
    }
    assertThat(server.takeRequest().getTarget()).isEqualTo("/admin/clients?page_size=2&owner=me");
    assertThat(server.takeRequest().getTarget())
        .isEqualTo("/admin/clients?page_size=2&owner=me&page_token=2");
    assertThat(server.takeRequest().getTarget()).endsWith("page_token=3");
  }

  @Test
  void nothingIsFetchedBeforeItIsNeeded() {
    page("2", "a", "b");
    page(null, "c");
    try (ApiClient ory = builder.build()) {
      Paged<OAuth2Client> list = ory.clients().list();
      Iterator<OAuth2Client> all = list.iterator();
      Stream<OAuth2Client> stream = list.stream();
      Iterator<Page<OAuth2Client>> pages = list.pages().iterator();
      assertThat(server.getRequestCount()).isZero();
      assertThat(all.next().clientId()).isEqualTo("a");
      assertThat(all.next().clientId()).isEqualTo("b");
      assertThat(server.getRequestCount()).isEqualTo(1);
      assertThat(all.hasNext()).isTrue();
      assertThat(all.hasNext()).isTrue();
      assertThat(server.getRequestCount()).isEqualTo(2);
      assertThat(all.next().clientId()).isEqualTo("c");
      assertThat(all.hasNext()).isFalse();
      assertThatThrownBy(all::next).isInstanceOf(NoSuchElementException.class);
      assertThat(server.getRequestCount()).isEqualTo(2);
      stream.close();
      assertThat(pages).isNotNull();
    }
  }

  @Test
  void streamFetchesNoPageBeyondItsReader() {
    page("2", "a", "b");
    try (ApiClient ory = builder.build();
        Stream<OAuth2Client> clients = ory.clients().list().stream()) {
      assertThat(clients.map(OAuth2Client::clientId).limit(2).toList()).containsExactly("a", "b");
      assertThat(server.getRequestCount()).isEqualTo(1);
    }
  }

  @Test
  void eachIteratorStartsAtTheFirstPage() {
    try (ApiClient ory = builder.build()) {
      Paged<OAuth2Client> list = ory.clients().list();
      for (int i = 0; i < 2; i++) {
        page("2", "a");
        page(null, "b" + i);
        assertThat(ids(list)).containsExactly("a", "b" + i);
      }
      page(null, "c");
      assertThat(list.stream().map(OAuth2Client::clientId)).containsExactly("c");
    }
  }

  @Test
  void pagesHaveItemsAndTokens() {
    page("2", "a", "b");
    page(null, "c");
    try (ApiClient ory = builder.build()) {
      List<Page<OAuth2Client>> pages = new ArrayList<>();
      ory.clients().list().pages().forEach(pages::add);
      assertThat(pages).hasSize(2);
      assertThat(pages.get(0).nextPageToken()).isEqualTo("2");
      assertThat(pages.get(0)).hasToString("Page{2 items, more}");
      assertThat(pages.get(1).nextPageToken()).isNull();
      assertThat(pages.get(1)).hasToString("Page{1 items, last}");
      assertThatThrownBy(() -> pages.get(0).items().clear())
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void emptyListIsOneEmptyPage() {
    page(null);
    page(null);
    try (ApiClient ory = builder.build()) {
      assertThat(ory.clients().list()).isEmpty();
      assertThat(ory.clients().list().pages()).hasSize(1);
    }
  }

  /** Servers v2.0 to v2.3 name a next page of an empty list for ever (hydra#3674). */
  @Test
  void emptyPageIsTheLast() {
    page("2");
    page("2", "a");
    page("3");
    page("2", "a");
    page("3");
    try (ApiClient ory = builder.build()) {
      assertThat(ory.clients().list()).isEmpty();
      assertThat(server.getRequestCount()).isEqualTo(1);
      assertThat(ids(ory.clients().list())).containsExactly("a");
      assertThat(server.getRequestCount()).isEqualTo(3);
      assertThat(ory.clients().list().pages()).as("without the empty one").hasSize(1);
    }
  }

  @Test
  void repeatedTokenEndsTheList() {
    page("2", "a");
    page("3", "b");
    page("2", "c");
    page("self", "d");
    page("self", "e");
    page("self", "f");
    page("g2", "h");
    page("g1", "i");
    try (ApiClient ory = builder.build()) {
      assertThat(ids(ory.clients().list())).containsExactly("a", "b", "c");
      assertThat(ids(ory.clients().list())).containsExactly("d", "e");
      assertThat(ids(ory.clients().list(q -> q.pageToken("self")))).containsExactly("f");
      assertThat(ids(ory.clients().list(q -> q.pageToken("g1")))).containsExactly("h", "i");
    }
    assertThat(server.getRequestCount()).isEqualTo(8);
  }

  @Test
  void listsOfOldServersEnd() {
    for (HydraVersion version : HydraVersion.values()) {
      try (FakeHydra hydra = FakeHydra.builder().version(version).start();
          ApiClient ory = ApiClient.builder().adminUrl(hydra.adminUrl()).build()) {
        assertThat(ory.clients().list()).isEmpty();
        HashSet<String> made = new HashSet<>();
        for (int i = 0; i < 5; i++) {
          OAuth2Client client = OAuth2Client.builder().owner(i < 3 ? "me" : "you").build();
          made.add(ory.clients().create(client).clientId());
        }
        List<String> listed = ids(ory.clients().list(q -> q.pageSize(2)));
        assertThat(made).containsAll(listed);
        // v2.0.2 skips items (hydra#3362): nothing a client could do about.
        assertThat(ids(ory.clients().list())).hasSize(5);
        assertThat(ids(ory.clients().list(q -> q.owner("me").pageSize(500)))).hasSize(3);
      }
    }
  }

  @Test
  void iteratorThrowsAtTheFailedPageAndCanContinue() {
    page("2", "a");
    server.enqueue(Answers.status(500));
    server.enqueue(Answers.json(401, "{\"error\":\"no\"}"));
    page(null, "b");
    try (ApiClient ory = builder.build()) {
      Iterator<OAuth2Client> all = ory.clients().list().iterator();
      assertThat(all.next().clientId()).isEqualTo("a");
      assertThatThrownBy(all::hasNext).isInstanceOf(ServerException.class);
      assertThatThrownBy(all::next).isInstanceOf(UnauthorizedException.class);
      assertThat(all.next().clientId()).isEqualTo("b");
      assertThat(all.hasNext()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Unable to parse pagination parameters: page token expired, do not persist page tokens",
        "Unable to parse pagination parameters: invalid pagination token",
        "Unable to parse pagination parameters: decode token: illegal base64 data at input byte 3"
      })
  void expiredTokenIsAPageTokenException(String description) {
    page("2", "a");
    String error =
        "{\"error\":\"The request was malformed or contained invalid parameters\","
            + ("\"error_description\":\"" + description + "\"}");
    server.enqueue(Answers.json(400, error));
    server.enqueue(Answers.json(400, error));
    try (ApiClient ory = builder.build()) {
      PageTokenException e =
          catchThrowableOfType(PageTokenException.class, () -> ids(ory.clients().list()));
      assertThat(e).hasMessageEndingWith("(start again from the first page)");
      assertThat(e.status()).isEqualTo(400);
      // Without a token it is about something else.
      assertThatThrownBy(() -> ory.clients().list().iterator().next())
          .isExactlyInstanceOf(BadRequestException.class);
    }
  }

  @Test
  void badPageSizeIsNotAPageTokenException() {
    server.enqueue(
        Answers.json(
            400,
            "{\"error\":\"x\",\"error_description\":\"Unable to parse pagination parameters:"
                + " strconv.Atoi: parsing 'abc': invalid syntax\"}"));
    try (ApiClient ory = builder.build()) {
      assertThatThrownBy(() -> ory.clients().list(q -> q.pageToken("2")).iterator().next())
          .isExactlyInstanceOf(BadRequestException.class);
    }
  }

  @Test
  void manualLoopStartsWithoutAToken() {
    try (FakeHydra hydra = FakeHydra.start();
        ApiClient ory = ApiClient.builder().adminUrl(hydra.adminUrl()).build()) {
      for (String id : List.of("a", "b", "c")) {
        ory.clients().create(OAuth2Client.builder().clientId(id).build());
      }
      List<String> ids = new ArrayList<>();
      @Nullable String token = null;
      do {
        String from = token;
        Page<OAuth2Client> page =
            ory.clients().listCall(query -> query.pageSize(2).pageToken(from)).execute();
        page.items().forEach(client -> ids.add(client.clientId()));
        token = page.nextPageToken();
      } while (token != null);
      assertThat(ids).containsExactly("a", "b", "c");
    }
  }

  @Test
  void pageTokenExpiresAfterAnHour() {
    try (FakeHydra hydra = FakeHydra.start();
        ApiClient ory = ApiClient.builder().adminUrl(hydra.adminUrl()).build()) {
      for (int i = 0; i < 3; i++) {
        ory.clients().create(OAuth2Client.builder().build());
      }
      Iterator<OAuth2Client> slow = ory.clients().list(q -> q.pageSize(2)).iterator();
      slow.next();
      slow.next();
      hydra.advance(Duration.ofHours(2));
      assertThatThrownBy(slow::next).isInstanceOf(PageTokenException.class);
    }
  }

  @Test
  void optionsOfTheFirstCallApplyToEachPage() throws Exception {
    page("2", "a");
    page(null, "b");
    try (ApiClient ory = builder.build()) {
      Paged<OAuth2Client> list =
          Paged.startingWith(
              ory.clients().listCall(q -> q.pageSize(7)).header("X-Trace", "1").query("x", "y"));
      assertThat(list).hasToString("Paged{ApiCall{listOAuth2Clients}}");
      assertThat(ids(list)).containsExactly("a", "b");
    }
    for (int i = 0; i < 2; i++) {
      var request = server.takeRequest();
      assertThat(request.getHeaders().get("X-Trace")).isEqualTo("1");
      assertThat(request.getTarget()).startsWith("/admin/clients?page_size=7&x=y");
    }
  }

  @Test
  void urlOfALinkIsNotFollowed() throws Exception {
    try (MockWebServer evil = new MockWebServer()) {
      evil.start();
      server.enqueue(
          Answers.json(200, "[{\"client_id\":\"a\"}]")
              .newBuilder()
              .setHeader("Link", "<" + evil.url("/steal?page_token=2") + ">; rel=\"next\"")
              .build());
      page(null, "b");
      try (ApiClient ory = builder.bearerToken(UsedSecrets.text("linked")).build()) {
        assertThat(ids(ory.clients().list())).containsExactly("a", "b");
      }
      assertThat(evil.getRequestCount()).isZero();
    }
    server.takeRequest();
    assertThat(server.takeRequest().getTarget())
        .isEqualTo("/admin/clients?page_size=500&page_token=2");
  }

  @Test
  void pageTokenIsSentUnchanged() throws Exception {
    String token = "a-_=/+&%20 é\"<>";
    page(URLEncoder.encode(token, StandardCharsets.UTF_8), "a");
    page(null, "b");
    try (ApiClient ory = builder.build()) {
      assertThat(ids(ory.clients().list())).hasSize(2);
    }
    server.takeRequest();
    assertThat(server.takeRequest().getUrl().queryParameter("page_token")).isEqualTo(token);
  }

  @Test
  void hugeLinkHeaderFailsTheCall() {
    server.enqueue(
        Answers.json(200, "[]").newBuilder().setHeader("Link", "<".repeat(1 << 20)).build());
    try (ApiClient ory = builder.retry(RetryPolicy.none()).build()) {
      assertThatThrownBy(() -> ory.clients().list().iterator().hasNext())
          .isInstanceOf(TransportException.class);
    }
  }

  @Test
  void malformedItemIsNamedByItsIndex() {
    server.enqueue(Answers.json(200, "[{\"client_id\":\"a\"},7]"));
    try (ApiClient ory = builder.build()) {
      DecodeException e =
          catchThrowableOfType(DecodeException.class, () -> ids(ory.clients().list()));
      assertThat(e.path()).isEqualTo("$[1]");
      assertThat(e.answerStatus()).hasValue(200);
    }
  }
}
