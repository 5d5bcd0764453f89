package dev.oryadmin.testing;

/** One of the two servers of a Hydra. Immutable, like every enum. */
public enum Endpoint {
  /** The server for administration; a real one listens on port 4445. */
  ADMIN,
  /** The server for everybody: dynamic registration and tokens; a real one listens on 4444. */
  PUBLIC
}
