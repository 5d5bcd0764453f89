package dev.oryadmin.testing;

/**
 * The pages that Hydra sends browsers to, each under the name of its setting. A page without a URL
 * is one of the fake's own, which says which one is missing. Immutable, like every enum.
 */
public enum FlowUrl {
  /** The login page: {@code urls.login}. Its URL gets a {@code login_challenge}. */
  LOGIN("/oauth2/fallbacks/login"),
  /**
   * The page of a prompt for registration: {@code urls.registration}; by default the login page.
   */
  REGISTRATION("/oauth2/fallbacks/login"),
  /** The consent page: {@code urls.consent}. Its URL gets a {@code consent_challenge}. */
  CONSENT("/oauth2/fallbacks/consent"),
  /** The logout page: {@code urls.logout}. Its URL gets a {@code logout_challenge}. */
  LOGOUT("/oauth2/fallbacks/logout"),
  /** Where a logout ends that names no URL: {@code urls.post_logout_redirect}. */
  POST_LOGOUT_REDIRECT("/oauth2/fallbacks/logout/callback"),
  /** The page that asks for a user code: {@code urls.device.verification}. */
  DEVICE_VERIFICATION("/oauth2/fallbacks/device"),
  /** Where a device flow ends in the browser: {@code urls.device.success}. */
  DEVICE_SUCCESS("/oauth2/fallbacks/device/done"),
  /** The page of errors that no application can be told: {@code urls.error}. */
  ERROR("/oauth2/fallbacks/error");

  /** The path of the fake's own page. */
  final String fallback;

  FlowUrl(String fallback) {
    this.fallback = fallback;
  }
}
