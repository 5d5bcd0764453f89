package dev.oryadmin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the server's language can't hold is refused where it is set, by the property's name. */
class BuilderRefusalTest {
  @Test
  void durationBeyondGosRangeIsRefused() {
    Duration longest = Duration.ofNanos(Long.MAX_VALUE);
    OAuth2ClientTokenLifespans lifespans =
        OAuth2ClientTokenLifespans.builder().implicitGrantIdTokenLifespan(longest).build();
    assertThat(lifespans.toJson())
        .isEqualTo("{\"implicit_grant_id_token_lifespan\":\"2562047h47m16.854775807s\"}");
    assertThat(lifespans.implicitGrantIdTokenLifespan()).isEqualTo(longest);
    assertThatThrownBy(
            () -> lifespans.toBuilder().implicitGrantIdTokenLifespan(longest.plusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("OAuth2ClientTokenLifespans.implicit_grant_id_token_lifespan: ")
        .hasMessageContaining("about 292 years");
  }

  @Test
  void instantOutsideRfc3339IsRefused() {
    Instant last = Instant.parse("9999-12-31T23:59:59Z");
    assertThat(OAuth2Client.builder().set(OAuth2Client.CREATED_AT, last).build().createdAt())
        .isEqualTo(last);
    assertThatThrownBy(
            () -> OAuth2Client.builder().set(OAuth2Client.CREATED_AT, last.plusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("OAuth2Client.created_at: RFC 3339 has no year 10000");
  }

  @Test
  @SuppressWarnings("NullAway") // what is declared impossible is tested
  void listWithANullIsRefused() {
    List<String> uris = new ArrayList<>(Arrays.asList("https://a", null));
    assertThatThrownBy(() -> OAuth2Client.builder().redirectUris(uris))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("list item == null");
  }

  @Test
  void aListIsCopied() {
    List<String> uris = new ArrayList<>(List.of("https://a"));
    OAuth2Client client = OAuth2Client.builder().redirectUris(uris).build();
    uris.add("https://b");
    assertThat(client.redirectUris()).containsExactly("https://a").isUnmodifiable();
  }
}
