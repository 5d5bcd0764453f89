package dev.oryadmin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oryadmin.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6749, section 3.3. */
class ScopeTest {
  @Test
  void aScopeIsSplitAtSpaces() {
    assertThat(Scope.split("openid offline a:b/c")).containsExactly("openid", "offline", "a:b/c");
    assertThat(Scope.split("  b a  b A ")).containsExactly("b", "a", "A");
    assertThat(Scope.split("a\tb")).containsExactly("a\tb");
    assertThat(Scope.split("")).isEmpty();
    assertThat(Scope.split("  ")).isEmpty();
    assertThat(Scope.split(null)).isEmpty();
    assertThat(Scope.split("a")).isUnmodifiable();
  }

  @Test
  void tokensAreJoinedBySpaces() {
    assertThat(Scope.join("openid")).isEqualTo("openid");
    assertThat(Scope.join("b", "a", "b")).isEqualTo("b a");
    assertThat(Scope.join(List.of())).isEmpty();
    assertThat(Scope.join("!#[]^~")).isEqualTo("!#[]^~");
    assertThat(Scope.split(Scope.join("c", "b", "a"))).containsExactly("c", "b", "a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\"", "\\", "\u007f", "é", "a\n"})
  void whatIsNoTokenIsRefused(String token) {
    assertThatThrownBy(() -> Scope.join("ok", token))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("scope token ");
    assertThatThrownBy(() -> Scope.join(List.of(token)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theMessageSaysWhere() {
    assertThatThrownBy(() -> Scope.join("a b"))
        .hasMessage("scope token \"a b\" has a character not allowed by RFC 6749 at index 1");
    assertThatThrownBy(() -> Scope.join("")).hasMessage("scope token is empty");
  }
}
