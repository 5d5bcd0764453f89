package dev.oryadmin.contract;

import static dev.oryadmin.contract.Generation.V25_4;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oryadmin.contract.FlowBrowser.Stop;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The device flow: a code on one screen, a browser on another. */
abstract class DeviceContract extends FlowRules {
  private static final String NO_DEVICES = "there is no device flow";

  private ServerAnswer begun(String id) {
    return asked(id).is(200);
  }

  private ServerAnswer asked(String id) {
    Map<String, String> form = Map.of("client_id", id, "scope", "openid photos.read");
    return post(id, "/oauth2/device/auth", form);
  }

  private ServerAnswer poll(String id, ServerAnswer device) {
    return token(id, Map.of("grant_type", DEVICE_GRANT, "device_code", device.text("device_code")));
  }

  private ServerAnswer userCode(String code) {
    Stop stop = browser().open("/oauth2/device/verify");
    return answer(stop, "device", "accept", "{'user_code':'" + code + "'}");
  }

  @Test
  @Since(value = V25_4, before = NO_DEVICES)
  void aDeviceGetsTwoCodes() {
    ServerAnswer device = begun(app());
    assertThat(device.text("device_code")).startsWith("ory_dc_");
    assertThat(device.text("user_code")).hasSize(8);
    assertThat(device.get("expires_in").getAsInt()).isBetween(590, 600);
    assertThat(device.get("interval")).hasToString("5");
    assertThat(device.text("verification_uri")).endsWith("/oauth2/device/verify");
    assertThat(device.text("verification_uri_complete")).endsWith(device.text("user_code"));
  }

  @Test
  @Since(value = V25_4, before = NO_DEVICES)
  void aDeviceWaitsUntilThePersonHasAllowedIt() {
    String id = app();
    ServerAnswer device = begun(id);
    assertThat(poll(id, device).is(400).text("error")).isEqualTo("authorization_pending");
    Stop login = browser().open(userCode(device.text("user_code")).is(200).text("redirect_to"));
    assertThat(ory().login().get(challenge(login, "login")).client().clientId()).isEqualTo(id);
    assertThat(ory().login().get(challenge(login, "login")).oidcContext()).isNull();
    Stop consent = logIn(login, "");
    assertThat(poll(id, device).is(400).text("error")).isEqualTo("authorization_pending");
    Stop end = accepted(consent, "consent", "{'grant_scope':['openid','photos.read']}");
    assertThat(end.parameter("client_id")).isEqualTo(id);
    ServerAnswer tokens = poll(id, device).is(200);
    assertThat(tokens.text("scope")).isEqualTo("openid photos.read");
    assertThat(claims(tokens.text("id_token")).get("sub").getAsString()).isEqualTo(subject());
    assertThat(poll(id, device).is(400).text("error")).isEqualTo("invalid_grant");
  }

  @ParameterizedTest(name = "the user code {0} is refused", quoteTextArguments = false)
  @ValueSource(strings = {"WRONGCOD", "a b", "x"})
  @Since(value = V25_4, before = NO_DEVICES)
  void wrong(String code) {
    ServerAnswer refused = userCode(code).is(400);
    assertThat(refused.text("error")).isEqualTo("invalid_request");
    assertThat(refused.text("error_description")).contains("could not be found or has expired");
  }

  @Test
  @Since(value = V25_4, before = NO_DEVICES)
  void aUserCodeIsNeeded() {
    assertThat(userCode("").is(400).text("error_description"))
        .contains("Field 'user_code' must not be empty.");
  }

  @Test
  @Since(value = V25_4, before = NO_DEVICES)
  void aUserCodeCountsOnce() {
    String id = app();
    ServerAnswer device = begun(id);
    String next = userCode(device.text("user_code")).is(200).text("redirect_to");
    accepted(logIn(browser().open(next), ""), "consent", "{'grant_scope':['openid']}");
    userCode(device.text("user_code")).is(400);
  }

  @Test
  @Since(value = V25_4, before = NO_DEVICES)
  void aClientNeedsTheGrantOfDevices() {
    String id = madeId("{'client_secret':'" + SECRET + "','grant_types':['client_credentials']}");
    assertThat(asked(id).is(400).text("error")).isEqualTo("invalid_grant");
  }

  @Test
  @Since(value = V25_4, before = NO_DEVICES)
  void theFormNamesTheClientToo() {
    ServerAnswer refused =
        post(app(), "/oauth2/device/auth", Map.of("scope", "openid photos.read")).is(400);
    assertThat(refused.text("error")).isEqualTo("invalid_request");
    assertThat(refused.text("error_description")).endsWith("Provided client_id mismatch.");
  }
}
