package dev.oryadmin.testing;

import java.util.List;

/** Which scopes a client may have: those of its own, where an asterisk stands for any part. */
final class Scopes {
  private Scopes() {}

  static boolean allow(List<String> allowed, String scope) {
    return allowed.stream().anyMatch(pattern -> matches(pattern, scope));
  }

  /** Refuses a scope that a client may not ask for. */
  static void check(ClientDocument client, List<String> requested) {
    List<String> allowed = of(client);
    for (String scope : requested) {
      if (!allow(allowed, scope)) {
        throw Refusal.invalidScope(scope);
      }
    }
  }

  /** Refuses an audience that a client may not ask for. */
  static void checkAudience(ClientDocument client, List<String> requested) {
    for (String audience : requested) {
      if (!client.texts(ClientField.AUDIENCE).contains(audience)) {
        throw Refusal.invalidRequest(
            "Requested audience '"
                + audience
                + "' has not been whitelisted by the OAuth 2.0 Client.");
      }
    }
  }

  static List<String> of(ClientDocument client) {
    return List.of(client.text(ClientField.SCOPE).split(" +", -1));
  }

  private static boolean matches(String pattern, String scope) {
    if (pattern.equals(scope)) {
      return true;
    }
    String[] wanted = pattern.split("\\.", -1);
    String[] given = scope.split("\\.", -1);
    boolean open = wanted[wanted.length - 1].equals("*");
    if (given.length < wanted.length || (given.length > wanted.length && !open)) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      boolean any = wanted[i].equals("*") && !given[i].isEmpty();
      if (!any && !wanted[i].equals(given[i])) {
        return false;
      }
    }
    return true;
  }
}
