package dev.oryadmin.testing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A generation of Hydra servers that the fake can play. Versions inside a generation answered alike
 * wherever they were compared. Immutable, like every enum.
 */
public enum HydraVersion {
  /** v2.0.2: refuses a chosen client id, pages by offset, a patch can't clear. */
  V2_0("v2.0.2"),
  /** v2.2.0 and v2.3.0: pages by offset, a patch can't clear. */
  V2_2("v2.2.0"),
  /** v25.4.0: pages by encrypted token, no secret rotation yet. */
  V25_4("v25.4.0"),
  /** v26.2.0: as v25.4.0, and checks the pages about a client. */
  V26_2("v26.2.0"),
  /** The newest one, of July 2026: the first with secret rotation. */
  LATEST("master");

  private static final Pattern RELEASE = Pattern.compile("v([0-9]{1,3})\\.([0-9]{1,3})");

  /** What the server itself says at {@code /version}. */
  private final String name;

  HydraVersion(String name) {
    this.name = name;
  }

  String serverName() {
    return name;
  }

  /**
   * Returns the oldest version that has what a release brought.
   *
   * @param release a version such as {@code v2.1}; anything else means the newest one
   */
  static HydraVersion firstSince(String release) {
    Matcher wanted = RELEASE.matcher(release);
    if (wanted.matches()) {
      for (HydraVersion version : values()) {
        Matcher own = RELEASE.matcher(version.name);
        if (own.lookingAt() && order(own) >= order(wanted)) {
          return version;
        }
      }
    }
    return LATEST;
  }

  private static int order(Matcher release) {
    return Integer.parseInt(release.group(1)) * 1_000 + Integer.parseInt(release.group(2));
  }

  boolean hasRotation() {
    return this == LATEST;
  }

  boolean acceptsChosenIds() {
    return this != V2_0;
  }

  /** Whether a body that can't be read is answered as a mistake of the client. */
  boolean reportsUndecodableBodies() {
    return this != V2_0;
  }

  /** Whether {@code jwks: {}} is a key set, which excludes a {@code jwks_uri} (hydra#3935). */
  boolean takesEmptyObjectForKeys() {
    return isBeforeV25();
  }

  /**
   * Whether a patch changes the client instead of replacing it, and so can't clear (hydra#3510).
   */
  boolean patchesInPlace() {
    return isBeforeV25();
  }

  boolean pagesByOffset() {
    return isBeforeV25();
  }

  boolean forbidsCachingOfWrites() {
    return isBeforeV25();
  }

  boolean checksTermsUri() {
    return !isBeforeV25();
  }

  boolean checksOtherPages() {
    return compareTo(V26_2) >= 0;
  }

  /** Whether this is v25.4 or v26.2, which share a router and the reader of page tokens. */
  boolean isBetweenRouters() {
    return this == V25_4 || this == V26_2;
  }

  /** Whether a patch makes the parents that its path lacks. */
  boolean patchMakesParents() {
    return this != V2_0;
  }

  /** Whether an object that a patch went into comes out sorted by name. */
  boolean sortsPatchedMembers() {
    return this == V2_0;
  }

  boolean takesSymmetricKeys() {
    return this == V2_0;
  }

  boolean hasOldRouter() {
    return isBeforeV25();
  }

  /** Whether challenges are numbers of rows, not the whole state of a flow. */
  boolean storesFlows() {
    return this == V2_0;
  }

  /** Whether answers to logins and consents may hold properties that the server doesn't know. */
  boolean ignoresUnknownAnswers() {
    return !isBeforeV25();
  }

  boolean hasDeviceFlow() {
    return !isBeforeV25();
  }

  boolean hasConsentRequestIds() {
    return !isBeforeV25();
  }

  /** Whether a login that is remembered for no time is remembered for 30 days. */
  boolean remembersForADefaultTime() {
    return !isBeforeV25();
  }

  /** Whether whole numbers of session data go through 64-bit integers. */
  boolean cutsWholeNumbers() {
    return !isBeforeV25();
  }

  boolean forwardsIdentitySchema() {
    return !isBeforeV25();
  }

  boolean selectsAccountsByLogin() {
    return this == LATEST;
  }

  /** Whether logout challenges carry their state and expire, instead of naming a row. */
  boolean hasStatelessLogouts() {
    return this == LATEST;
  }

  private boolean isBeforeV25() {
    return compareTo(V25_4) < 0;
  }
}
