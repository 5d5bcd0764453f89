package dev.oryadmin.registry;

import dev.oryadmin.Secret;
import dev.oryadmin.SecretStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store that survives what happens to the program. */
class SecretFolder implements SecretStore {
  final Map<String, Secret> secrets = new ConcurrentHashMap<>();

  /** Returns the text of a secret that is there. */
  String reveal(String id) {
    return find(id).orElseThrow().reveal();
  }

  @Override
  public void store(String id, Secret secret) {
    secrets.put(id, secret);
  }

  @Override
  public Optional<Secret> find(String id) {
    return Optional.ofNullable(secrets.get(id));
  }

  @Override
  public Secret storeIfAbsent(String id, Secret secret) {
    return secrets.computeIfAbsent(id, unused -> secret);
  }
}
