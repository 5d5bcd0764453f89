package dev.oryadmin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/** One run of {@link ClientRegistry#rotateAll}. Used by one thread, and by those it starts. */
final class FleetRotationRun {
  private final ClientRegistry registry;
  private final SecretStore secrets;
  private final BiPredicate<String, Secret> inUse;
  private final List<String> rotated = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, UnfinishedRotationException> waiting = new ConcurrentHashMap<>();
  private final Map<String, RuntimeException> failed = new ConcurrentHashMap<>();
  private final SideBySide sideBySide;

  FleetRotationRun(
      ClientRegistry registry, SecretStore secrets, BiPredicate<String, Secret> inUse) {
    this.registry = registry;
    this.secrets = secrets;
    this.inUse = inUse;
    this.sideBySide = registry.sideBySide();
  }

  FleetRotation run(Collection<String> ids) {
    List<String> all = List.copyOf(new LinkedHashSet<>(ids));
    sideBySide.run(all.size(), i -> rotate(all.get(i)));
    return new FleetRotation(all, rotated, waiting, failed);
  }

  private void rotate(String id) {
    try {
      registry.rotateSecret(
          id, secret -> secrets.store(id, secret), secret -> inUse.test(id, secret));
      rotated.add(id);
    } catch (UnfinishedRotationException e) {
      waiting.put(id, e);
    } catch (RuntimeException e) {
      failed.put(id, e);
      if (meetsAll(e)) {
        sideBySide.stop();
      }
    }
  }

  /** What is wrong with one client says nothing about the next one. */
  private static boolean meetsAll(RuntimeException e) {
    boolean ofOne =
        e instanceof IllegalStateException
            || e instanceof IllegalArgumentException
            || e instanceof BadRequestException
            || e instanceof ConflictException
            || (e instanceof NotFoundException missing && missing.resourceMissing());
    return !ofOne;
  }
}
