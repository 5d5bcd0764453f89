package dev.oryadmin.testing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of one authorization, each of which holds those before it. All are immutable. */
final class Flow {
  private Flow() {}

  /**
   * What an application asked for. The client is the one of that moment.
   *
   * @param url the request as it was received
   * @param oidcContext JSON; null in the device flow
   * @param device the device that waits, in the device flow
   */
  record Request(
      ClientDocument client,
      String url,
      Query parameters,
      List<String> scopes,
      List<String> audience,
      String oidcContext,
      IssuedTokens.@Nullable Device device) {
    String clientId() {
      return client.text(ClientField.CLIENT_ID);
    }
  }

  /** The verification page of a device flow, before anybody knows which device it is about. */
  record DevicePage(String url, String csrf, Instant requestedAt) {}

  /** A user code that was accepted on a verification page. */
  record DeviceAnswer(DevicePage page, Request request) {}

  /**
   * A login that was asked for.
   *
   * @param id what later steps call it
   * @param skip whether the browser has a remembered session
   * @param authenticatedAt when that session began
   */
  record Login(
      Request request,
      String id,
      boolean skip,
      String subject,
      String sessionId,
      @Nullable Instant authenticatedAt,
      String csrf,
      Instant requestedAt) {}

  /** What a login application accepts. */
  record LoginAccept(
      String subject,
      boolean remember,
      long rememberFor,
      boolean extend,
      String acr,
      List<String> amr,
      String context) {}

  /** A login that was accepted or rejected; exactly one of the two. */
  record LoginAnswer(
      Login login,
      @Nullable LoginAccept accept,
      @Nullable Denial denial,
      Instant authenticatedAt) {}

  /** A consent that was asked for, after a login. */
  record Consent(
      Login login,
      LoginAccept accept,
      Instant authenticatedAt,
      String requestId,
      boolean skip,
      String csrf) {}

  /** What a consent application accepts; a context of null leaves the one of the login. */
  record ConsentAccept(
      List<String> scopes,
      List<String> audience,
      boolean remember,
      long rememberFor,
      @Nullable String context,
      SessionData accessToken,
      SessionData idToken) {}

  /** A consent that was accepted or rejected; exactly one of the two. */
  record ConsentAnswer(
      Consent consent,
      @Nullable ConsentAccept accept,
      @Nullable Denial denial,
      Instant handledAt) {}

  /**
   * A logout that was asked for, or, once it was accepted, the same again.
   *
   * @param url the request as it was received, without the server
   * @param client who asked for it, if it was an application
   * @param redirect where the browser goes afterwards
   */
  record Logout(
      String subject,
      String sessionId,
      String url,
      @Nullable ClientDocument client,
      String redirect,
      Instant requestedAt) {
    boolean byApplication() {
      return client != null;
    }
  }

  /** A logout that was accepted. */
  record LogoutAnswer(Logout logout) {}

  /**
   * Why a login or consent was rejected.
   *
   * @param status what the browser gets in the device flow; 0 for the usual one
   */
  record Denial(String error, String description, String hint, long status) {
    Refusal toRefusal(String defaultError) {
      return new Refusal(
          status == 0 ? 400 : (int) status,
          error.isEmpty() ? defaultError : error,
          description + (hint.isEmpty() ? "" : " " + hint),
          true);
    }
  }
}
