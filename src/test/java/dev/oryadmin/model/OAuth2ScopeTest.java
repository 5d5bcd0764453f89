package dev.oryadmin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oryadmin.OAuth2Scope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6749, section 3.3. */
class OAuth2ScopeTest {
  @Test
  void aScopeIsSplitAtSpaces() {
    assertThat(OAuth2Scope.split("openid offline a:b/c"))
        .containsExactly("openid", "offline", "a:b/c");
    assertThat(OAuth2Scope.split("  b a  b A ")).containsExactly("b", "a", "A");
    assertThat(OAuth2Scope.split("a\tb")).containsExactly("a\tb");
    assertThat(OAuth2Scope.split("")).isEmpty();
    assertThat(OAuth2Scope.split("  ")).isEmpty();
    assertThat(OAuth2Scope.split(null)).isEmpty();
    assertThat(OAuth2Scope.split("a")).isUnmodifiable();
  }

  @Test
  void tokensAreJoinedBySpaces() {
    assertThat(OAuth2Scope.join("openid")).isEqualTo("openid");
    assertThat(OAuth2Scope.join("b", "a", "b")).isEqualTo("b a");
    assertThat(OAuth2Scope.join(List.of())).isEmpty();
    assertThat(OAuth2Scope.join("!#[]^~")).isEqualTo("!#[]^~");
    assertThat(OAuth2Scope.split(OAuth2Scope.join("c", "b", "a"))).containsExactly("c", "b", "a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\"", "\\", "\u007f", "é", "a\n"})
  void invalidScopeTokensAreRefused(String token) {
    assertThatThrownBy(() -> OAuth2Scope.join("ok", token))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("scope token ");
    assertThatThrownBy(() -> OAuth2Scope.join(List.of(token)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void messageNamesTheIndex() {
    assertThatThrownBy(() -> OAuth2Scope.join("a b"))
        .hasMessage("scope token \"a b\" has a character not allowed by RFC 6749 at index 1");
    assertThatThrownBy(() -> OAuth2Scope.join("")).hasMessage("scope token is empty");
  }
}
