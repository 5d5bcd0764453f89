package dev.oryadmin.examples.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** Two people, to try the app with. Their password is in the source: never use it for more. */
final class DemoUsers implements Users {
  static final String NAME = "ann@example.org";
  static final String PASSWORD = "correct horse";

  @Override
  public Optional<String> check(String name, String password) {
    boolean right = MessageDigest.isEqual(password.getBytes(UTF_8), PASSWORD.getBytes(UTF_8));
    return switch (name.strip()) {
      case NAME -> right ? Optional.of("user-ann") : Optional.empty();
      case "bob@example.org" -> right ? Optional.of("user-bob") : Optional.empty();
      default -> Optional.empty();
    };
  }

  @Override
  public JsonObject claims(String subject, List<String> scopes) {
    JsonObject claims = new JsonObject();
    if (scopes.contains("email")) {
      claims.addProperty("email", subject.substring("user-".length()) + "@example.org");
    }
    return claims;
  }
}
