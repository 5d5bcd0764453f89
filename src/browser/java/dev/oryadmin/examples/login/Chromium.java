package dev.oryadmin.examples.login;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A Chromium without a window, from the system's packages. Not thread-safe. */
final class Chromium implements AutoCloseable {
  private static final String NONE =
      "no %s on the PATH: these tests need Chromium and its driver, on Debian the packages chromium"
          + " and chromium-driver";

  private final ChromeDriver driver;

  Chromium() {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(executable("chromium", "chromium-browser", "google-chrome"));
    options.addArguments("--headless=new", "--lang=en", "--hide-scrollbars");
    if ("root".equals(System.getProperty("user.name"))) {
      options.addArguments("--no-sandbox"); // Chromium has none for root, as in containers
    }
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(executable("chromedriver")).build();
    this.driver = new ChromeDriver(service, options);
  }

  private static File executable(String... names) {
    for (String name : names) {
      for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
        Path file = Path.of(folder, name);
        if (Files.isExecutable(file)) {
          return file.toFile();
        }
      }
    }
    throw new IllegalStateException(NONE.formatted(names[0]));
  }

  void open(String url) {
    driver.get(url);
  }

  String url() {
    return driver.getCurrentUrl() + "";
  }

  String title() {
    return driver.getTitle() + "";
  }

  String heading() {
    return find("h1").getText();
  }

  String text() {
    return find("main").getText();
  }

  WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  WebElement active() {
    return driver.switchTo().activeElement();
  }

  /** Clicks what leads to another page, and waits for it. */
  void follow(String css) {
    WebElement old = find("html");
    find(css).click();
    awaitAnother(old);
  }

  /** Waits for a page that is not the one of this element. */
  void awaitAnother(WebElement old) {
    new WebDriverWait(driver, Duration.ofSeconds(10))
        .until(d -> !d.findElement(By.tagName("html")).equals(old));
    new WebDriverWait(driver, Duration.ofSeconds(10))
        .until(d -> "complete".equals(run("return document.readyState")));
  }

  /** Runs a script of the test, and returns what it returns, as text. */
  String run(String script) {
    return String.valueOf(driver.executeScript(script));
  }

  /** What the browser has complained of since the last call: blocked scripts, missing files. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Plays a screen. */
  void screen(int width, int height, boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** Writes what the screen shows. */
  void photograph(Path file) {
    Map<String, Object> picture =
        driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"));
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, Base64.getDecoder().decode((String) picture.get("data")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
