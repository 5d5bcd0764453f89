package dev.oryadmin;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets that tests use, so that {@link EverythingLoggedTest} can look for them in all that
 * was logged. Safe for use by several threads.
 */
final class UsedSecrets {
  private static final Set<String> TEXTS = ConcurrentHashMap.newKeySet();

  private UsedSecrets() {}

  /** Returns a text that is nowhere else in the world, and remembers it. */
  static String text(String purpose) {
    return used("hush-" + purpose + "-7Jq2");
  }

  /** Remembers a secret that somebody else made up. */
  static String used(String secret) {
    TEXTS.add(secret);
    return secret;
  }

  static Set<String> all() {
    return Set.copyOf(TEXTS);
  }
}
