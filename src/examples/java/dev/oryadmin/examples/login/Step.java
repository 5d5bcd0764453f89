package dev.oryadmin.examples.login;

import java.io.IOException;

/** A page that Hydra sends browsers to, with a challenge. Thread-safe. */
interface Step {
  /** Shows the page, or goes on at once if there is nothing to ask. */
  void get(Visit visit) throws IOException;

  /** Takes the answer of the person, and goes on. */
  void post(Visit visit) throws IOException;
}
