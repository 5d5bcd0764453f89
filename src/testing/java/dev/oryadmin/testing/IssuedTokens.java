package dev.oryadmin.testing;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The codes and tokens that were issued and not deleted. Not thread-safe. */
final class IssuedTokens {
  static final String ACCESS = "ory_at_";
  static final String REFRESH = "ory_rt_";
  static final String CODE = "ory_ac_";
  static final String DEVICE_CODE = "ory_dc_";

  private final Clock clock;
  private final RandomValues random;
  private final Map<String, Code> codes = new HashMap<>();
  private final Map<String, Token> tokens = new HashMap<>();
  private final Map<String, Device> devices = new HashMap<>();

  IssuedTokens(Clock clock, RandomValues random) {
    this.clock = clock;
    this.random = random;
  }

  /** An authorization code. Its redirect URI has to be sent again, unless it is empty. */
  static final class Code {
    final Grant grant;
    final String redirectUri;
    final String challenge;
    final String challengeMethod;
    final Instant expiresAt;
    boolean challengeSpent;
    boolean used;

    Code(Grant grant, Query request, Instant expiresAt) {
      this.grant = grant;
      this.redirectUri = request.first("redirect_uri");
      this.challenge = request.first("code_challenge");
      this.challengeMethod = request.first("code_challenge_method");
      this.expiresAt = expiresAt;
    }
  }

  /** An access or refresh token. */
  static final class Token {
    final Grant grant;
    final boolean refresh;
    final Instant issuedAt;
    final Instant expiresAt;
    boolean used;

    Token(Grant grant, boolean refresh, Instant issuedAt, Instant expiresAt) {
      this.grant = grant;
      this.refresh = refresh;
      this.issuedAt = issuedAt;
      this.expiresAt = expiresAt;
    }
  }

  /** A device that asks for tokens. */
  static final class Device {
    final String clientId;
    final Query request;
    final String userCode;
    final Instant expiresAt;
    @Nullable Grant grant;
    boolean used;

    Device(String clientId, Query request, String userCode, Instant expiresAt) {
      this.clientId = clientId;
      this.request = request;
      this.userCode = userCode;
      this.expiresAt = expiresAt;
    }
  }

  String addCode(Code code) {
    String text = random.token(CODE);
    codes.put(text, code);
    return text;
  }

  @Nullable Code code(String text) {
    return codes.get(text);
  }

  String addDevice(Device device) {
    String text = random.token(DEVICE_CODE);
    devices.put(text, device);
    return text;
  }

  @Nullable Device device(String code) {
    return devices.get(code);
  }

  /** Finds the device that waits for a user code; letter case counts. */
  @Nullable Device waitingDevice(String userCode) {
    for (Device device : devices.values()) {
      if (device.userCode.equals(userCode)
          && device.grant == null
          && !device.used
          && clock.instant().isBefore(device.expiresAt)) {
        return device;
      }
    }
    return null;
  }

  void add(String text, Token token) {
    tokens.put(text, token);
  }

  /** Finds a token whatever its state; the prefix may be missing. */
  @Nullable Token token(String text) {
    for (String prefix : new String[] {"", ACCESS, REFRESH}) {
      Token token = tokens.get(prefix + text);
      if (token != null) {
        return token;
      }
    }
    return null;
  }

  /** Finds a token that counts. */
  @Nullable Token active(String text) {
    Token token = token(text);
    return token == null || token.used || !clock.instant().isBefore(token.expiresAt) ? null : token;
  }

  /** Deletes access tokens, and nothing else. */
  void deleteAccessTokens(Predicate<Grant> grants) {
    tokens.values().removeIf(token -> !token.refresh && grants.test(token.grant));
  }

  /** Deletes everything that was issued for some grants, codes too. */
  void delete(Predicate<Grant> grants) {
    tokens.values().removeIf(token -> grants.test(token.grant));
    codes.values().removeIf(code -> grants.test(code.grant));
    devices.values().removeIf(device -> device.grant != null && grants.test(device.grant));
  }

  void deleteClient(String clientId) {
    delete(grant -> grant.clientId().equals(clientId));
    devices.values().removeIf(device -> device.clientId.equals(clientId));
  }

  void clear() {
    codes.clear();
    tokens.clear();
    devices.clear();
  }
}
