package dev.oryadmin.examples.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * People use the app in a browser, as the guide tells them: with the fake, or, with {@code
 * -Dhydra.adminUrl=… -Dhydra.publicUrl=…}, with a real server that sends browsers to port 3000 of
 * this machine.
 */
class LoginAppBrowserTest {
  private static final Path SCREENSHOTS = Path.of("target/browser/screenshots");

  /** The screenshots of the guide; {@code -Drenew} renews them. */
  private static final Path OF_THE_GUIDE = Path.of("docs/login-consent");

  /** The contrast of text and what is behind it, as WCAG 2 defines it: where it is least. */
  private static final String LEAST_CONTRAST =
      """
      const rgb = colour => colour.match(/[\\d.]+/g).map(Number);
      const light = colour => rgb(colour).slice(0, 3)
          .map(c => c / 255)
          .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
          .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
      const behind = e => {
        const colour = getComputedStyle(e).backgroundColor;
        return rgb(colour)[3] === 0 ? behind(e.parentElement) : colour;
      };
      const contrast = e => {
        const [a, b] = [light(getComputedStyle(e).color), light(behind(e))];
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      };
      const texts = [...document.querySelectorAll('main, main *')].filter(e =>
          [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || e.value);
      return Math.min(...texts.map(contrast));
      """;

  private static final @Nullable String ADMIN_URL = System.getProperty("hydra.adminUrl");
  private static final @Nullable String PUBLIC_URL = System.getProperty("hydra.publicUrl");

  private final LoginDemo demo = LoginDemo.start(environment());
  private final Chromium browser = new Chromium();
  private final String home = home(demo);

  private static Map<String, String> environment() {
    return ADMIN_URL == null || PUBLIC_URL == null
        ? Map.of("PORT", "0")
        : Map.of("PORT", "3000", "HYDRA_ADMIN_URL", ADMIN_URL, "HYDRA_PUBLIC_URL", PUBLIC_URL);
  }

  /** Servers before v25.4 know of no devices. */
  private boolean hasDevices() {
    if (PUBLIC_URL == null) {
      return true;
    }
    browser.open(PUBLIC_URL + "/.well-known/openid-configuration");
    return browser.find("body").getText().contains("device_authorization_endpoint");
  }

  private static String home(LoginDemo demo) {
    return demo.instructions()
        .lines()
        .filter(l -> l.contains("Open"))
        .findFirst()
        .orElseThrow()
        .replaceAll(".* ", "");
  }

  @AfterEach
  void close() {
    browser.close();
    demo.close();
  }

  private void begin() {
    browser.open(home);
    browser.follow("a[href='/login']");
  }

  private void logIn(String password) {
    browser.find("#name").clear();
    browser.find("#name").sendKeys(DemoUsers.NAME);
    browser.find("#password").sendKeys(password);
    browser.follow("button[value=login]");
  }

  @Test
  void aPersonLogsInAllowsAndLogsOut() {
    begin();
    logIn("wrong");
    assertThat(browser.find("[role=alert]").getText()).contains("is wrong");
    assertThat(browser.active().getDomAttribute("id")).isEqualTo("password");
    browser.find("[name=remember]").click();
    logIn(DemoUsers.PASSWORD);

    assertThat(browser.heading()).isEqualTo("Photo Prints asks for access");
    assertThat(browser.text())
        .contains("See your photos", "while you are away", "https://photos.example/api")
        .contains("privacy policy", "terms of service");
    assertThat(browser.run("return document.images[0].naturalWidth > 0")).isEqualTo("true");
    browser.find("[name=scope][value=offline_access]").click();
    browser.find("[name=remember]").click();
    browser.follow("button[value=allow]");

    assertThat(browser.heading()).isEqualTo("Hello ann@example.org");
    assertThat(browser.text()).contains("user-ann").contains("openid email photos.read");

    String logOut = browser.find("a.button").getDomAttribute("href") + "";
    begin(); // not asked again who it is; but offline_access was not allowed last time
    assertThat(browser.heading()).isEqualTo("Photo Prints asks for access");
    browser.open(logOut);
    assertThat(browser.heading()).isEqualTo("Log out?");
    browser.follow("button[value=stay]");
    assertThat(browser.heading()).isEqualTo("You are still logged in");
    browser.open(logOut);
    browser.follow("button[value=logout]");
    assertThat(browser.url()).isEqualTo(home);
    begin();
    assertThat(browser.heading()).isEqualTo("Log in");
    assertThat(browser.complaints()).allMatch(line -> line.contains("422"));
  }

  @Test
  void aPersonRefuses() {
    begin();
    browser.follow("button[value=cancel]");
    assertThat(browser.text()).contains("access_denied");
    begin();
    logIn(DemoUsers.PASSWORD);
    browser.follow("button[value=refuse]");
    assertThat(browser.text()).contains("access_denied");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aPersonConnectsADevice() {
    assumeTrue(hasDevices(), "the server has no device flow");
    browser.open(home);
    browser.follow("a[href='/tv']");
    browser.follow("a.button");
    assertThat(browser.heading()).isEqualTo("Connect a device");
    String code = browser.find("#code").getDomProperty("value") + "";
    browser.find("#code").clear();
    browser.find("#code").sendKeys("nonsense");
    browser.follow("button");
    assertThat(browser.find("[role=alert]").getText()).contains("wrong, or too old");
    browser.find("#code").clear();
    browser.find("#code").sendKeys(code);
    browser.follow("button");
    logIn(DemoUsers.PASSWORD);
    browser.follow("button[value=allow]");
    assertThat(browser.heading()).isEqualTo("Your device is connected");
  }

  @Test
  void theKeyboardIsEnough() {
    begin();
    assertThat(browser.active().getDomAttribute("id")).isEqualTo("name");
    browser.active().sendKeys(DemoUsers.NAME, Keys.TAB);
    WebElement page = browser.find("html");
    browser.active().sendKeys(DemoUsers.PASSWORD, Keys.ENTER);
    browser.awaitAnother(page);
    assertThat(browser.heading()).isEqualTo("Photo Prints asks for access");
    int presses = 0;
    browser.find("[name=scope]").sendKeys("");
    while (!"allow".equals(browser.active().getDomAttribute("value"))) {
      assertThat(presses++).isLessThan(20);
      browser.active().sendKeys(Keys.TAB);
    }
    assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle"))
        .isEqualTo("solid");
    page = browser.find("html");
    browser.active().sendKeys(Keys.ENTER);
    browser.awaitAnother(page);
    assertThat(browser.heading()).startsWith("Hello");
  }

  @ParameterizedTest(name = "on a {0}, {3}")
  @CsvSource({
    "phone, 390, 844, light",
    "phone, 390, 844, dark",
    "desktop, 1100, 800, light",
    "desktop, 1100, 800, dark",
    "watch, 280, 320, light"
  })
  void pagesCanBeRead(String device, int width, int height, String colours) {
    browser.screen(width, height, colours.equals("dark"));
    String name = device + "-" + colours;
    begin();
    browser.find("#name").sendKeys(DemoUsers.NAME);
    look("login-" + name);
    logIn("wrong");
    look("login-refused-" + name);
    browser.find("[name=remember]").click();
    logIn(DemoUsers.PASSWORD);
    look("consent-" + name);
    browser.follow("button[value=allow]");
    look("application-" + name);
    browser.open(browser.find("a.button").getDomAttribute("href") + "");
    look("logout-" + name);
    browser.follow("button[value=logout]");
    if (!hasDevices()) {
      return;
    }
    browser.open(home);
    browser.follow("a[href='/tv']");
    browser.follow("a.button");
    look("device-" + name);
    browser.find("#code").sendKeys("x");
    browser.follow("button");
    look("device-refused-" + name);
  }

  private void look(String page) {
    browser.photograph(SCREENSHOTS.resolve(page + ".png"));
    Path ofTheGuide = OF_THE_GUIDE.resolve(page + ".png");
    if (System.getProperty("renew") != null && Files.exists(ofTheGuide)) {
      browser.photograph(ofTheGuide);
    }
    assertThat(browser.all("h1")).as(page).hasSize(1);
    assertThat(browser.title()).as(page).isNotBlank();
    assertThat(browser.run("return document.documentElement.lang")).isEqualTo("en");
    assertThat(
            browser.run("return document.documentElement.scrollWidth - document.body.clientWidth"))
        .as("%s, pixels beyond its right edge", page)
        .isEqualTo("0");
    for (WebElement field : browser.all("input:not([type=hidden]), button, a")) {
      assertThat(field.getAccessibleName()).as("%s: %s", page, field).isNotBlank();
    }
    assertThat(Double.parseDouble(browser.run(LEAST_CONTRAST))).as(page).isGreaterThan(4.5);
  }
}
