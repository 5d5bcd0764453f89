package dev.oryadmin;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scope of an access token: one text of case-sensitive tokens with spaces between them (RFC
 * 6749, section 3.3).
 *
 * <p>All methods are pure and safe for use by several threads.
 */
public final class OAuth2Scope {
  private OAuth2Scope() {}

  /**
   * Splits a scope into its tokens, in order and without duplicates.
   *
   * @param scope the value of {@code scope}; null and blank have no tokens
   * @return an unmodifiable list
   */
  public static List<String> split(@Nullable String scope) {
    if (scope == null) {
      return List.of();
    }
    LinkedHashSet<String> tokens = new LinkedHashSet<>();
    for (String token : scope.split(" ", -1)) {
      if (!token.isEmpty()) {
        tokens.add(token);
      }
    }
    return List.copyOf(tokens);
  }

  /**
   * Joins tokens into a scope, in order and without duplicates.
   *
   * @throws IllegalArgumentException if a token is empty or has a character that RFC 6749 forbids:
   *     a space, {@code "}, {@code \}, or anything that is not printable ASCII
   */
  public static String join(List<String> tokens) {
    for (String token : requireNonNull(tokens, "tokens == null")) {
      check(token);
    }
    return String.join(" ", new LinkedHashSet<>(tokens));
  }

  /** Joins tokens into a scope, like {@link #join(List)}. */
  public static String join(String first, String... more) {
    List<String> tokens = new ArrayList<>();
    tokens.add(first);
    tokens.addAll(Arrays.asList(more));
    return join(tokens);
  }

  private static void check(String token) {
    if (token.isEmpty()) {
      throw new IllegalArgumentException("scope token is empty");
    }
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (c <= ' ' || c > '~' || c == '"' || c == '\\') {
        throw new IllegalArgumentException(
            "scope token \"" + token + "\" has a character not allowed by RFC 6749 at index " + i);
      }
    }
  }
}
