package dev.oryadmin.examples.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oryadmin.ApiClient;
import dev.oryadmin.examples.login.TestBrowser.Stop;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.FlowUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code mvn -q -Plogin-consent} starts. */
class LoginDemoTest {
  private final TestBrowser browser = new TestBrowser();

  private static String urlToOpen(LoginDemo demo) {
    Matcher url = Pattern.compile("Open +(http\\S+)").matcher(demo.instructions());
    assertThat(url.find()).as(demo.instructions()).isTrue();
    return url.group(1);
  }

  private Stop logIn(Stop page) {
    return browser.submit(
        page, "name", DemoUsers.NAME, "password", DemoUsers.PASSWORD, "action", "login");
  }

  @Test
  void theInstructionsAreEnoughToLogIn() {
    try (LoginDemo demo = LoginDemo.start(Map.of("PORT", "0"))) {
      assertThat(demo.instructions()).contains(DemoUsers.NAME, DemoUsers.PASSWORD);
      String home = urlToOpen(demo);
      assertThat(browser.open(home).body()).contains("href=\"/login\"");
      Stop consent = logIn(browser.open(home + "login"));
      Stop end = browser.submit(consent, "scope", "openid", "scope", "email", "action", "allow");
      assertThat(end.body()).contains("Hello ann@example.org", "<dd>openid email</dd>");
    }
  }

  @Test
  void anAnswerWithAForgedStateIsRefused() {
    try (LoginDemo demo = LoginDemo.start(Map.of("PORT", "0"))) {
      String callback = urlToOpen(demo) + "callback?code=stolen&state=";
      assertThat(browser.open(callback).status()).isEqualTo(403);
      browser.open(urlToOpen(demo) + "login");
      assertThat(browser.open(callback + "forged").status()).isEqualTo(403);
    }
  }

  @Test
  void aCodeThatWasUsedLogsNobodyIn() {
    try (LoginDemo demo = LoginDemo.start(Map.of("PORT", "0"))) {
      Stop consent = logIn(browser.open(urlToOpen(demo) + "login"));
      Stop end = browser.submit(consent, "scope", "openid", "scope", "email", "action", "allow");
      assertThat(end.body()).contains("Hello ann@example.org");
      assertThat(browser.open(end.url()).body())
          .contains("<h1>Not logged in</h1>", "invalid_grant")
          .doesNotContain("ann@example.org");
    }
  }

  @Test
  void aDeviceIsConnectedByItsCode() {
    try (LoginDemo demo = LoginDemo.start(Map.of("PORT", "0"))) {
      Stop device = browser.open(urlToOpen(demo) + "tv");
      Matcher link = Pattern.compile("class=\"button\" href=\"([^\"]+)\"").matcher(device.body());
      assertThat(link.find()).isTrue();
      Stop page = browser.open(link.group(1));
      Matcher code = Pattern.compile("required autofocus value=\"(\\w+)\"").matcher(page.body());
      assertThat(code.find()).as(page.body()).isTrue();
      Stop wrong = browser.submit(page, "user_code", "\"><script>");
      assertThat(wrong.status()).isEqualTo(422);
      assertThat(wrong.body()).contains("role=\"alert\"").doesNotContain("<script>");
      assertThat(browser.submit(wrong, "user_code", "").status()).isEqualTo(422);
      Stop login = browser.submit(wrong, "user_code", " " + code.group(1) + " ");
      Stop end = browser.submit(logIn(login), "scope", "openid", "action", "allow");
      assertThat(end.body()).contains("Your device is connected");
    }
  }

  @Test
  void aRealServerIsToldWhereThePagesAre() {
    try (FakeHydra real = FakeHydra.start();
        ApiClient ory = ApiClient.builder().adminUrl(real.adminUrl()).build()) {
      Map<String, String> environment =
          Map.of(
              "PORT", "0",
              "HYDRA_ADMIN_URL", real.adminUrl(),
              "HYDRA_PUBLIC_URL", real.publicUrl());
      try (LoginDemo demo = LoginDemo.start(environment)) {
        Pattern.compile("URLS_(\\w+)=(\\S+)")
            .matcher(demo.instructions())
            .results()
            .forEach(line -> real.url(FlowUrl.valueOf(line.group(1)), line.group(2)));
        assertThat(logIn(browser.open(urlToOpen(demo) + "login")).body())
            .contains("Photo Prints</bdi> asks for access");
        assertThat(ory.clients().list()).hasSize(1);
      }
      assertThat(ory.clients().list()).isEmpty();
    }
  }

  @Test
  void withoutAPublicUrlOnlyThePagesAreServed() {
    try (FakeHydra real = FakeHydra.start();
        LoginDemo demo = LoginDemo.start(Map.of("PORT", "0", "HYDRA_ADMIN_URL", real.adminUrl()))) {
      assertThat(demo.instructions())
          .contains("URLS_LOGIN=http", "HYDRA_PUBLIC_URL is not set")
          .doesNotContain("Open");
      assertThat(real.requests()).isEmpty();
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      assertThatThrownBy(() -> LoginDemo.start(Map.of("PORT", port)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("Port " + port + " is taken: set PORT");
    }
  }
}
