package dev.oryadmin.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.Secret;
import dev.oryadmin.SecretStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A store that implements only what it must. */
class SecretStoreTest {
  private final Map<String, Secret> secrets = new HashMap<>();

  private final SecretStore store =
      new SecretStore() {
        @Override
        public void store(String id, Secret secret) {
          secrets.put(id, secret);
        }

        @Override
        public Optional<Secret> find(String id) {
          return Optional.ofNullable(secrets.get(id));
        }
      };

  @Test
  void theFirstSecretIsStored() {
    Secret first = Secret.of("first");

    assertThat(store.storeIfAbsent("a", first)).isSameAs(first);
    assertThat(secrets).containsEntry("a", first).hasSize(1);
  }

  @Test
  void aStoredSecretStays() {
    Secret first = Secret.of("first");
    store.store("a", first);

    assertThat(store.storeIfAbsent("a", Secret.of("second"))).isSameAs(first);
    assertThat(secrets).containsEntry("a", first).hasSize(1);
  }

  @Test
  void aStoreThatShowsASecretLateIsBelieved() {
    Secret first = Secret.of("first");
    SecretStore late =
        new SecretStore() {
          @Override
          public void store(String id, Secret secret) {}

          @Override
          public Optional<Secret> find(String id) {
            return Optional.empty();
          }
        };

    assertThat(late.storeIfAbsent("a", first)).isSameAs(first);
  }
}
