package dev.oryadmin;

import java.util.Optional;

/**
 * Where the secrets of clients are kept: a vault, a folder, a deployment.
 *
 * <p>A secret is stored before the call that makes it count, so that a program that is killed in
 * between leaves a stored secret unused, and never one in use unstored. Implementations must be
 * safe for use by several threads.
 */
public interface SecretStore {
  /**
   * Stores a secret in place of an earlier one. When this returns, it must not get lost any more.
   *
   * @param id the client's id; of a client whose id is left to the server, owner and name, joined
   *     by a slash
   */
  void store(String id, Secret secret);

  /**
   * Returns the secret that was stored, or is desired, for a client; empty if there is none.
   *
   * @param id as for {@link #store}
   */
  Optional<Secret> find(String id);
}
