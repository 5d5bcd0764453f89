package dev.oryadmin.testing;

/**
 * A generation of Hydra servers that the fake can play. Versions inside a generation answered alike
 * wherever they were compared. Immutable, like every enum.
 */
public enum HydraVersion {
  /** v2.0.2: refuses a chosen client id, pages by offset, a patch can't clear. */
  V2_0,
  /** v2.2.0 and v2.3.0: pages by offset, a patch can't clear. */
  V2_2,
  /** v25.4.0 and v26.2.0: pages by encrypted token, no secret rotation yet. */
  V25_4,
  /** The newest one, of July 2026: the first with secret rotation. */
  LATEST;

  boolean atLeast(HydraVersion other) {
    return compareTo(other) >= 0;
  }
}
