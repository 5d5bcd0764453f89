package dev.oryadmin;

import java.util.Optional;

/**
 * Stores the secrets of clients: a vault, a folder, a deployment.
 *
 * <p>Plans and imports store a secret before the call that makes it valid. In a rotation the server
 * makes the secret; it is stored before previous ones are revoked. So if the program is killed in
 * between, a stored secret may be unused, but a secret in use is never lost. Implementations must
 * be safe for use by several threads.
 */
public interface SecretStore {
  /**
   * Stores a secret and replaces an earlier one. When this returns, the secret must be safe.
   *
   * @param id the client's id; if the server chooses the id, owner and name, joined by a slash
   */
  void store(String id, Secret secret);

  /**
   * Returns the secret to use for a client; empty if the store has none.
   *
   * @param id as for {@link #store}
   */
  Optional<Secret> find(String id);

  /**
   * Stores a new secret unless there is one already. Returns the one that is stored then.
   *
   * <p>If two programs with the same store create the same client at the same time, this decides
   * which secret the client gets. So override it where the store can do it in one atomic step, such
   * as a conditional write. The default calls {@link #find} and {@link #store} one after the other;
   * then the program that is slower may replace the secret that is valid.
   *
   * @param id as for {@link #store}
   */
  default Secret storeIfAbsent(String id, Secret secret) {
    Optional<Secret> there = find(id);
    if (there.isPresent()) {
      return there.get();
    }
    store(id, secret);
    return find(id).orElse(secret);
  }
}
