package dev.oryadmin.examples.login;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/** The people who may log in. Connect your own here. */
public interface Users {
  // region check
  /**
   * Checks a name and a password. This is the place to slow down those who guess.
   *
   * @return the id of the person, which becomes {@code sub} of all tokens and must never change;
   *     empty if the two do not belong together
   */
  Optional<String> check(String name, String password);

  // endregion

  /**
   * Returns what an ID token says of a person.
   *
   * @param subject the id of the person
   * @param scopes what the person has allowed
   */
  default JsonObject claims(String subject, List<String> scopes) {
    return new JsonObject();
  }
}
