package dev.oryadmin.testing;

/**
 * The pages to which Hydra sends browsers, with the names of their settings. If a page has no URL,
 * the fake shows a page of its own, which names the missing setting. Immutable, like every enum.
 */
public enum FlowUrl {
  /** The login page: {@code urls.login}. Its URL gets a {@code login_challenge}. */
  LOGIN("/oauth2/fallbacks/login"),
  /**
   * The registration page, for {@code prompt=registration}: {@code urls.registration}; the login
   * page by default.
   */
  REGISTRATION("/oauth2/fallbacks/login"),
  /** The consent page: {@code urls.consent}. Its URL gets a {@code consent_challenge}. */
  CONSENT("/oauth2/fallbacks/consent"),
  /** The logout page: {@code urls.logout}. Its URL gets a {@code logout_challenge}. */
  LOGOUT("/oauth2/fallbacks/logout"),
  /** The page after a logout that names no URL: {@code urls.post_logout_redirect}. */
  POST_LOGOUT_REDIRECT("/oauth2/fallbacks/logout/callback"),
  /** The page that asks for a user code: {@code urls.device.verification}. */
  DEVICE_VERIFICATION("/oauth2/fallbacks/device"),
  /** The last page of a device flow: {@code urls.device.success}. */
  DEVICE_SUCCESS("/oauth2/fallbacks/device/done"),
  /** The page for errors that can't be reported to an application: {@code urls.error}. */
  ERROR("/oauth2/fallbacks/error");

  /** The path of the fake's own page. */
  final String fallback;

  FlowUrl(String fallback) {
    this.fallback = fallback;
  }
}
