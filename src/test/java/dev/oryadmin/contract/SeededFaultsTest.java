package dev.oryadmin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.oryadmin.contract.FaultyHydra.Exchange;
import dev.oryadmin.contract.FaultyHydra.ServerFault;
import java.util.List;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each group of rules notices when the server is wrong. */
class SeededFaultsTest {
  private static final String CLIENTS = "/admin/clients";
  private static final String CLIENT = CLIENTS + "/[^/?]+";
  private static final String LIFESPANS = CLIENT + "/lifespans";
  private static final String ROTATE = CLIENT + "/secrets/rotate";
  private static final String REGISTERED = "/oauth2/register/[^/?]+";

  /**
   * One way to be wrong.
   *
   * @param rule one that breaks, by the beginning of its name
   */
  private record Seed(Class<?> group, String what, String rule, ServerFault fault) {
    @Override
    public String toString() {
      return group.getSimpleName() + ": " + what;
    }
  }

  static List<Seed> seeds() {
    return List.of(
        new Seed(
            CreateContract.class,
            "a chosen id is ignored",
            "anIdOfTheCallersChoiceIsKept",
            e ->
                e.is("POST", CLIENTS)
                    ? e.withBody(without(e.body(), "client_id")).forward()
                    : e.forward()),
        new Seed(
            CreateContract.class,
            "empty lists are never null",
            "someEmptyListsAreNullInTheAnswer",
            e -> edited(e, "POST", CLIENTS, "\"contacts\":null", "\"contacts\":[]")),
        new Seed(
            ValidationContract.class,
            "short secrets are taken",
            "a secret has six bytes at least",
            e -> e.withBody(e.body().replace("\"12345\"", "\"123456\"")).forward()),
        new Seed(
            ValidationContract.class,
            "replacements are not checked",
            "theSameRulesHoldForReplacements",
            e ->
                e.is("PUT", CLIENT)
                    ? e.withBody(e.body().replace("\"no\"", "\"none\"")).forward()
                    : e.forward()),
        new Seed(
            ErrorsContract.class,
            "a deletion can be repeated",
            "aDeletionIsNotRepeatable",
            e -> e.is("DELETE", CLIENT) ? gone(e.forward()) : e.forward()),
        new Seed(
            ErrorsContract.class,
            "errors have the shape of gateways",
            "GET  of an unknown client",
            e -> edited(e, "GET", CLIENT, "{\"error\":\"Unable", "{\"message\":\"Unable")),
        new Seed(
            ReplaceContract.class,
            "what is left out is kept",
            "whatIsLeftOutIsReset",
            e -> e.is("PUT", CLIENT) && e.body().equals("{}") ? merged(e) : e.forward()),
        new Seed(
            ReplaceContract.class,
            "the answer shows the time of creation",
            "theTimeOfCreationIsKept",
            e -> e.is("PUT", CLIENT) ? withoutTimes(e) : e.forward()),
        new Seed(
            PatchContract.class,
            "a test always succeeds",
            "the patch [{'op':'test'",
            e -> e.body().contains("\"test\"") ? e.withBody("[]").forward() : e.forward()),
        new Seed(
            PatchContract.class,
            "the id is out of reach",
            "the path /client_id writes onto another client",
            e ->
                e.is("PATCH", CLIENT)
                    ? e.withBody(e.body().replace("/client_id", "/id")).forward()
                    : e.forward()),
        new Seed(
            LifespansContract.class,
            "what is left out is kept",
            "thoseLeftOutAreReset",
            e -> e.is("PUT", LIFESPANS) ? merged(e) : e.forward()),
        new Seed(
            LifespansContract.class,
            "they revoke the registration token",
            "theRegistrationTokenIsKept",
            e -> e.is("PUT", LIFESPANS) ? thenPatched(e) : e.forward()),
        new Seed(
            SecretsContract.class,
            "a rotation revokes the previous secret",
            "theOldAndTheNewSecretCountBoth",
            e -> e.is("POST", ROTATE) ? thenAlone(e) : e.forward()),
        new Seed(
            SecretsContract.class,
            "previous secrets are never deleted",
            "deletingRotatedSecretsLeavesTheNewestOnly",
            e -> e.is("DELETE", ROTATE) ? readOnly(e) : e.forward()),
        new Seed(
            RegistrationContract.class,
            "a replacement keeps its token to itself",
            "aReplacementRenewsTheToken",
            e -> e.is("PUT", REGISTERED) ? hidden(e.forward()) : e.forward()),
        new Seed(
            RegistrationContract.class,
            "a read shows metadata",
            "aReadShowsAllButMetadata",
            e -> edited(e, "GET", REGISTERED, "{\"client_id\"", "{\"metadata\":{},\"client_id\"")),
        new Seed(
            ListContract.class,
            "an empty list names a next page",
            "anEmptyListHasNoNextPage",
            e -> linked(e.forward())),
        new Seed(
            ListContract.class,
            "names are not filtered by",
            "filtersCompareWholeValues",
            e -> e.as(e.method(), e.target().replace("client_name=", "name="), e.body()).forward()),
        new Seed(
            FormatsContract.class,
            "zeros in durations are left out",
            "the duration 1h is written 1h0m0s",
            e -> edited(e, "POST", CLIENTS, "\"1h0m0s\"", "\"1h\"")),
        new Seed(
            FormatsContract.class,
            "characters of HTML are not escaped",
            "charactersOfHtmlAreEscaped",
            e -> edited(e, "POST", CLIENTS, "\\u003c", "<")),
        new Seed(
            RoutingContract.class,
            "an id may end in a slash",
            "anIdThatEndsInASlashReachesAnotherClient",
            e ->
                e.target().endsWith("%2F")
                    ? e.as("GET", CLIENTS + "/none", "").forward()
                    : e.forward()),
        new Seed(
            RoutingContract.class,
            "reads may be cached",
            "readsAreNotToBeCached",
            e -> cacheable(e.forward())));
  }

  @ParameterizedTest(name = "{0}", quoteTextArguments = false)
  @MethodSource("seeds")
  void seededFaultBreaksARule(Seed seed) {
    try (FaultyHydra hydra = new FaultyHydra(seed.fault())) {
      ContractRun run = ContractRun.of(List.of(seed.group()), hydra.adminUrl(), hydra.publicUrl());
      assertThat(run.failed()).anyMatch(failure -> failure.startsWith(seed.rule()));
      assertThat(run.failed()).as("the others").hasSizeLessThan(run.passed().size());
    }
  }

  @Test
  void everyGroupHasASeedAndPassesWithoutOne() {
    assertThat(seeds().stream().map(Seed::group).distinct())
        .containsExactlyInAnyOrderElementsOf(ContractTest.groups());
    try (FaultyHydra hydra = new FaultyHydra(ServerFault.NONE)) {
      ContractRun run = ContractRun.of(ContractTest.groups(), hydra.adminUrl(), hydra.publicUrl());
      assertThat(run.failed()).isEmpty();
      assertThat(run.passed()).isNotEmpty();
    }
  }

  private static String without(String json, String property) {
    if (!json.startsWith("{") || !json.contains(property)) {
      return json;
    }
    JsonObject client = JsonParser.parseString(json).getAsJsonObject();
    client.remove(property);
    return client.toString();
  }

  private static ServerAnswer edited(
      Exchange e, String method, String path, String from, String to) {
    ServerAnswer answer = e.forward();
    return e.is(method, path)
        ? new ServerAnswer(answer.status(), answer.headers(), answer.body().replace(from, to))
        : answer;
  }

  private static ServerAnswer gone(ServerAnswer answer) {
    return answer.status() == 404 ? new ServerAnswer(204, Headers.of(), "") : answer;
  }

  /** Takes what the request leaves out from what is stored. */
  private static ServerAnswer merged(Exchange e) {
    String client = e.target().replace("/lifespans", "");
    JsonObject stored = e.as("GET", client, "").forward().json();
    if (!e.body().startsWith("{")) {
      return e.forward();
    }
    JsonParser.parseString(e.body())
        .getAsJsonObject()
        .entrySet()
        .forEach(member -> stored.add(member.getKey(), member.getValue()));
    return e.withBody(stored.toString()).forward();
  }

  private static ServerAnswer withoutTimes(Exchange e) {
    return e.body().startsWith("{\"created_at\"") ? e.withBody("{}").forward() : e.forward();
  }

  private static ServerAnswer thenPatched(Exchange e) {
    ServerAnswer answer = e.forward();
    e.as("PATCH", e.target().replace("/lifespans", ""), "[]").forward();
    return answer;
  }

  private static ServerAnswer thenAlone(Exchange e) {
    ServerAnswer answer = e.forward();
    e.as("DELETE", e.target(), "").forward();
    return answer;
  }

  private static ServerAnswer readOnly(Exchange e) {
    return e.as("GET", e.target().replace("/secrets/rotate", ""), "").forward();
  }

  private static ServerAnswer hidden(ServerAnswer answer) {
    return new ServerAnswer(
        answer.status(),
        answer.headers(),
        answer.body().replaceAll("\"registration_access_token\":\"[^\"]*\"", "\"none\":0"));
  }

  private static ServerAnswer linked(ServerAnswer answer) {
    String link =
        answer.header("Link").replaceAll("<([^>]*)>; rel=\"first\"", "$0,<$1>; rel=\"next\"");
    return answer.body().equals("[]\n")
        ? new ServerAnswer(
            200, answer.headers().newBuilder().set("Link", link).build(), answer.body())
        : answer;
  }

  private static ServerAnswer cacheable(ServerAnswer answer) {
    Headers headers = answer.headers().newBuilder().removeAll("Cache-Control").build();
    return new ServerAnswer(answer.status(), headers, answer.body());
  }
}
