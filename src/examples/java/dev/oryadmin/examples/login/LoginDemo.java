package dev.oryadmin.examples.login;

import dev.oryadmin.ApiClient;
import dev.oryadmin.testing.FakeHydra;
import dev.oryadmin.testing.FlowUrl;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Runs the login app, and an application to log in to: on a fake Hydra in this process, or on the
 * one that {@code HYDRA_ADMIN_URL} and {@code HYDRA_PUBLIC_URL} name. {@code PORT} says where.
 */
public final class LoginDemo implements AutoCloseable {
  private static final String DEFAULT_PORT = "3000";

  private static final Map<FlowUrl, String> PAGES =
      new EnumMap<>(
          Map.of(
              FlowUrl.LOGIN, "/login",
              FlowUrl.CONSENT, "/consent",
              FlowUrl.LOGOUT, "/logout",
              FlowUrl.POST_LOGOUT_REDIRECT, "/logged-out",
              FlowUrl.DEVICE_VERIFICATION, "/device",
              FlowUrl.DEVICE_SUCCESS, "/device/done",
              FlowUrl.ERROR, "/error"));

  /** What to close, the last one first. */
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private final StringBuilder instructions = new StringBuilder();

  private LoginDemo() {}

  /** Runs it until the process is ended. */
  public static void main(String[] arguments) throws InterruptedException {
    LoginDemo demo = start(System.getenv());
    Runtime.getRuntime().addShutdownHook(new Thread(demo::close));
    System.out.println(demo.instructions);
    new CountDownLatch(1).await();
  }

  /**
   * Starts it.
   *
   * @param environment the settings
   * @throws java.io.UncheckedIOException if the port is taken
   */
  static LoginDemo start(Map<String, String> environment) {
    LoginDemo demo = new LoginDemo();
    try {
      int port = Integer.parseInt(environment.getOrDefault("PORT", DEFAULT_PORT));
      String adminUrl = environment.get("HYDRA_ADMIN_URL");
      if (adminUrl == null) {
        demo.startOnFake(port);
      } else {
        demo.startOn(adminUrl, environment.get("HYDRA_PUBLIC_URL"), port);
      }
      return demo;
    } catch (RuntimeException e) {
      demo.close();
      throw e;
    }
  }

  private void startOnFake(int port) {
    FakeHydra hydra = FakeHydra.start();
    open.push(hydra);
    say("A fake Hydra runs in this process. Nothing is kept.");
    LoginApp app = startPages(hydra.adminUrl(), hydra.publicUrl(), port);
    PAGES.forEach((page, path) -> hydra.url(page, app.url() + path));
  }

  private void startOn(String adminUrl, @Nullable String publicUrl, int port) {
    say("The server is " + adminUrl + ". It finds the pages by these settings of its own:");
    String url = startPages(adminUrl, publicUrl, port).url();
    PAGES.forEach((page, path) -> say("  URLS_" + page + "=" + url + path));
  }

  private LoginApp startPages(String adminUrl, @Nullable String publicUrl, int port) {
    ApiClient.Builder server = ApiClient.builder().adminUrl(adminUrl);
    ApiClient ory = (publicUrl == null ? server : server.publicUrl(publicUrl)).build();
    open.push(ory);
    LoginApp app = LoginApp.start(ory, new DemoUsers(), port);
    open.push(app);
    if (publicUrl == null) {
      say("HYDRA_PUBLIC_URL is not set, so there is no application to log in to.");
      return app;
    }
    DemoApplication application = new DemoApplication(ory, publicUrl);
    open.push(application);
    say("");
    say("  Open       " + application.url());
    say("  Log in as  " + DemoUsers.NAME + ", password: " + DemoUsers.PASSWORD);
    say("");
    return app;
  }

  private void say(String line) {
    instructions.append(line).append('\n');
  }

  /** Returns what people are told: the URL to open, and how to log in. */
  String instructions() {
    return instructions.toString();
  }

  /** Stops all parts, and deletes the client of the application. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        System.getLogger(LoginDemo.class.getName())
            .log(System.Logger.Level.WARNING, "A part did not stop.", e);
      }
    }
  }
}
