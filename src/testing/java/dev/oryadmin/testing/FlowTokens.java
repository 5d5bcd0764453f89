package dev.oryadmin.testing;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Challenges, verifiers and cookie values. Those of a real server since v2.2 carry what they stand
 * for, compressed and encrypted; these are random, and as long. A step can be sealed any number of
 * times. On v2.0 it is stored and has one challenge and one verifier. Not thread-safe.
 */
final class FlowTokens {
  private static final int OVERHEAD = 280;

  /** One for all tokens, which lock it: to make one costs more than to use it. */
  private static final Deflater DEFLATER = new Deflater(Deflater.BEST_SPEED, true);

  private final RandomValues random;
  private final HydraVersion version;

  private final Map<String, Object> steps = new HashMap<>();
  private final IdentityHashMap<Object, String> verifiers = new IdentityHashMap<>();
  private final Set<Object> used = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Object> hidden = Collections.newSetFromMap(new IdentityHashMap<>());

  FlowTokens(RandomValues random, HydraVersion version) {
    this.random = random;
    this.version = version;
  }

  /**
   * Makes a challenge or a verifier.
   *
   * @param step what it stands for
   * @param content texts that a real one would carry
   */
  String seal(Object step, String... content) {
    String token = version.storesFlows() ? random.hex() : random.urlSafe(length(content));
    steps.put(token, step);
    return token;
  }

  /**
   * Makes the verifier of an answer to a step; on v2.0 the answer replaces an earlier one.
   *
   * @param step what was answered
   */
  String sealAnswer(Object step, Object answer, String... content) {
    String known = verifiers.get(step);
    if (known != null && version.storesFlows()) {
      steps.put(known, answer);
      return known;
    }
    String token = seal(answer, content);
    verifiers.put(step, token);
    return token;
  }

  /** Makes a token of the form of a UUID. */
  String sealShort(Object step) {
    String token = random.clientId();
    steps.put(token, step);
    return token;
  }

  /** Makes the verifier of a stored step: always the same. */
  String sealOnce(Object step, Object answer) {
    return verifiers.computeIfAbsent(step, s -> sealShort(answer));
  }

  /** Lets nobody read a step any more, though it can still be answered. */
  void hide(Object step) {
    hidden.add(step);
  }

  boolean isHidden(Object step) {
    return hidden.contains(step);
  }

  String sealCookie(Object value) {
    String token = random.urlSafe(224);
    steps.put(token, value);
    return token;
  }

  /** Returns what a token stands for, if it is one, and one of that kind. */
  <T> @Nullable T open(String token, Class<T> kind) {
    Object step = steps.get(token);
    return kind.isInstance(step) ? kind.cast(step) : null;
  }

  /** Marks a step whose verifier the browser has brought back. */
  void use(Object step) {
    used.add(step);
  }

  boolean isUsed(Object step) {
    return used.contains(step);
  }

  void clear() {
    steps.clear();
    verifiers.clear();
    used.clear();
    hidden.clear();
  }

  private static int length(String... content) {
    byte[] bytes = String.join("", content).getBytes(StandardCharsets.UTF_8);
    byte[] buffer = new byte[4096];
    int size = 0;
    synchronized (DEFLATER) {
      DEFLATER.reset();
      DEFLATER.setInput(bytes);
      DEFLATER.finish();
      while (!DEFLATER.finished()) {
        size += DEFLATER.deflate(buffer);
      }
    }
    return (size + OVERHEAD) * 4 / 3;
  }
}
