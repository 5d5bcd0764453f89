package dev.oryadmin.examples.login;

import java.util.Map;

/** What a scope means, in words for people. Add those of your own services. */
final class ScopeView {
  private static final Map<String, String> WORDS =
      Map.of(
          "openid", "Know who you are, by an id",
          "profile", "See your profile, such as your name",
          "email", "See your email address",
          "offline", "Keep this access while you are away",
          "offline_access", "Keep this access while you are away",
          "photos.read", "See your photos");

  private ScopeView() {}

  /** Returns the words for a scope; of an unknown one its name, which is better than nothing. */
  static Html words(String scope) {
    String words = WORDS.get(scope);
    return words != null
        ? Html.of("{}", words)
        : Html.of("Use <code><bdi>{}</bdi></code>", ClientView.visible(scope));
  }
}
