package dev.oryadmin.contract;

import static dev.oryadmin.contract.Generation.V25_4;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.Page;
import dev.oryadmin.model.OAuth2Client;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists: pages, their tokens, filters. */
abstract class ListContract extends Rules {
  private static final String OFFSETS = "pages are offsets, with other page sizes and links";

  private ServerAnswer list(String query) {
    return server().admin("GET", "/admin/clients?" + query, null);
  }

  /** Creates clients of an owner of their own. */
  private String owned(int clients) {
    String owner = fresh();
    for (int i = 0; i < clients; i++) {
      made("{'owner':'" + owner + "'}");
    }
    return owner;
  }

  private static String link(ServerAnswer answer, String rel) {
    Matcher link =
        Pattern.compile("<([^>]*)>; ?rel=\"" + rel + "\"").matcher(answer.header("Link"));
    return link.find() ? link.group(1) : "";
  }

  private static String token(String link) {
    return link.replaceAll(".*[?&]page_token=([^&]*).*", "$1");
  }

  @Test
  void anEmptyListIsAnEmptyArray() {
    assertThat(list("owner=" + fresh()).is(200).body()).isEqualTo("[]\n");
  }

  @Test
  void secretsAreNotShown() {
    String owner = owned(1);
    assertThat(list("owner=" + owner).array().get(0).getAsJsonObject().keySet())
        .doesNotContain("client_secret", "registration_access_token");
  }

  @Test
  void listedClientEqualsTheClientThatIsRead() {
    String owner = owned(1);
    ServerAnswer listed = list("owner=" + owner);
    assertThat(listed.array().get(0)).isEqualTo(read(listed.ids().get(0)).json());
  }

  @Test
  void everyClientIsOnExactlyOnePage() {
    String owner = owned(5);
    List<String> ids = new ArrayList<>();
    for (Page<OAuth2Client> page : ory().clients().list(q -> q.owner(owner).pageSize(2)).pages()) {
      page.items().forEach(client -> ids.add(client.clientId()));
    }
    assertThat(ids).doesNotHaveDuplicates();
    if (server().generation().has(Generation.V2_2)) { // hydra#3362
      assertThat(ids).hasSize(5);
    }
  }

  @Test
  @Since(value = V25_4, before = OFFSETS)
  void clientsAreInTheOrderOfTheirIds() {
    String owner = owned(5);
    assertThat(list("owner=" + owner).ids()).hasSize(5).isSorted();
  }

  @Test
  @Since(value = V25_4, before = OFFSETS)
  void theFirstPageIsLinkedFromEveryPage() {
    String owner = owned(2);
    ServerAnswer first = list("page_size=1&owner=" + owner);
    assertThat(link(first, "first")).startsWith("/admin/clients?");
    ServerAnswer again = server().admin("GET", link(first, "first"), null);
    assertThat(again.ids()).isEqualTo(first.ids());
    ServerAnswer second = server().admin("GET", link(first, "next"), null);
    assertThat(server().admin("GET", link(second, "first"), null).ids()).isEqualTo(first.ids());
    assertThat(first.headers().values("Link")).hasSize(1);
  }

  @Test
  @Since(value = V25_4, before = OFFSETS)
  void theLastPageHasNoNextEvenIfItIsFull() {
    String owner = owned(2);
    assertThat(link(list("page_size=2&owner=" + owner), "next")).isEmpty();
    assertThat(link(list("page_size=1&owner=" + owner), "next")).isNotEmpty();
  }

  @Test
  @Since(value = V25_4, before = "an empty list always names a next page (hydra#3674)")
  void anEmptyListHasNoNextPage() {
    ServerAnswer empty = list("owner=" + fresh());
    assertThat(link(empty, "first")).isNotEmpty();
    assertThat(link(empty, "next")).isEmpty();
  }

  @Test
  @Since(value = V25_4, before = OFFSETS)
  void linksKeepFiltersAndUnknownParametersInOrder() {
    String owner = owned(2);
    assertThat(link(list("zzz=1&page_size=1&owner=" + owner + "&aaa=2"), "next"))
        .matches("/admin/clients\\?aaa=2&owner=" + owner + "&page_size=1&page_token=[^&]+&zzz=1");
  }

  @ParameterizedTest(name = "page_size={0} makes pages of {1}", quoteTextArguments = false)
  @CsvSource({"7, 7", "0, 100", "-3, 100", "'', 100", "500, 500", "501, 500", "100000, 500"})
  @Since(value = V25_4, before = OFFSETS)
  void sizes(String asked, int effective) {
    assertThat(link(list("page_size=" + asked + "&owner=" + fresh()), "first"))
        .contains("page_size=" + effective + "&");
  }

  @Test
  @Since(value = V25_4, before = OFFSETS)
  void defaultPageSizeIs100() {
    assertThat(link(list("owner=" + fresh()), "first")).contains("page_size=100&");
  }

  @ParameterizedTest(name = "page_size={0} is refused", quoteTextArguments = false)
  @CsvSource({
    "abc, invalid syntax",
    "1.5, invalid syntax",
    "99999999999999999999, value out of range"
  })
  @Since(value = V25_4, before = "a bad size is ignored")
  void badSizes(String size, String reason) {
    list("page_size=" + size)
        .isError(
            400,
            "The request was malformed or contained invalid parameters",
            "Unable to parse pagination parameters: strconv.Atoi: parsing '"
                + size
                + "': "
                + reason);
  }

  @ParameterizedTest(name = "page_token={0} is refused", quoteTextArguments = false)
  @ValueSource(strings = {"1", "%21", "eyJvZmZzZXQiOiI1MCIsInYiOjJ9abcdefghijkl"})
  @Since(value = V25_4, before = "a bad token is the first page")
  void badTokens(String token) {
    if (server().generation().has(Generation.ROTATION) || token.equals("%21")) {
      ServerAnswer answer = list("page_token=" + token);
      assertThat(answer.is(400).text("error_description"))
          .startsWith("Unable to parse pagination parameters: ");
    }
  }

  @Test
  @Since(value = V25_4, before = OFFSETS)
  void emptyTokenMeansTheFirstPage() {
    String owner = owned(1);
    assertThat(list("page_token=&owner=" + owner).ids()).hasSize(1);
  }

  @Test
  @Since(value = V25_4, before = OFFSETS)
  void pageSizeCanChangeBetweenPages() {
    String owner = owned(4);
    ServerAnswer first = list("page_size=1&owner=" + owner);
    String token = token(link(first, "next"));
    assertThat(list("page_size=3&owner=" + owner + "&page_token=" + token).ids())
        .hasSize(3)
        .doesNotContainAnyElementsOf(first.ids());
  }

  @Test
  @Since(value = V25_4, before = OFFSETS)
  void deletionBetweenPagesSkipsNoClient() {
    String owner = owned(4);
    List<String> all = list("owner=" + owner).ids();
    Iterator<Page<OAuth2Client>> pages =
        ory().clients().list(q -> q.owner(owner).pageSize(2)).pages().iterator();
    pages.next();
    ory().clients().delete(all.get(0));
    ory().clients().delete(all.get(2));
    assertThat(pages.next().items()).extracting(OAuth2Client::clientId).containsExactly(all.get(3));
  }

  @Test
  @Since(value = V25_4, before = "there was an X-Total-Count, of all clients")
  void thereIsNoTotalCount() {
    assertThat(list("owner=" + fresh()).header("X-Total-Count")).isEmpty();
  }

  @Test
  @Since(value = V25_4, before = OFFSETS)
  void firstOfARepeatedParameterWins() {
    assertThat(link(list("page_size=7&page_size=9&owner=" + fresh()), "first"))
        .contains("page_size=7&");
  }

  @Test
  void filtersCompareWholeValuesAndCombine() {
    String owner = fresh();
    String a = madeId("{'owner':'" + owner + "','client_name':'a'}");
    String b = madeId("{'owner':'" + owner + "','client_name':'b'}");
    assertThat(list("owner=" + owner).ids()).containsExactlyInAnyOrder(a, b);
    assertThat(list("owner=" + owner + "&client_name=b").ids()).containsExactly(b);
    assertThat(list("owner=" + owner + "&client_name=c").ids()).isEmpty();
    assertThat(list("owner=" + owner.substring(1)).ids()).isEmpty();
    assertThat(list("owner=%25").ids()).isEmpty();
    assertThat(ory().clients().list(q -> q.owner(owner).clientName("a")))
        .extracting(OAuth2Client::clientId)
        .containsExactly(a);
  }

  @Test
  void emptyFilterIsIgnored() {
    String owner = owned(1);
    assertThat(list("client_name=&owner=" + owner).ids()).hasSize(1);
  }
}
