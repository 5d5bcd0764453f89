package dev.oryadmin.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.oryadmin.ApiClient;
import dev.oryadmin.ConsentGrant;
import dev.oryadmin.model.AcceptOAuth2LoginRequest;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.testing.BrowserPage;
import dev.oryadmin.testing.FakeHydra;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How long a whole code flow takes: authorization, login, consent and the exchange of the code. Not
 * part of the build, as it measures: {@code mvn test -Dtest=FlowSpeedCheck}.
 */
class FlowSpeedCheck {
  private static final String REDIRECT_URI = "https://app.example.com/callback";

  /** The JVM compiles for long, one flow after the other: after so many it is nearly done. */
  private static final int WARM_UP = 3_000;

  private static final int FLOWS = 500;
  private static final OperatingSystemMXBean MACHINE =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** In CPU time: time by the clock says more about what else the machine does. */
  @Test
  void aWarmFlowTakesLessThanTenMilliseconds() throws Exception {
    double millis = inANewMachine("warm");
    System.out.printf("warm flow: %.2f ms of CPU time%n", millis);
    assertThat(millis).isLessThan(10);
  }

  @Test
  void aColdFlowCostsAtMostHalfAFirstCallMore() throws Exception {
    List<Double> calls = new ArrayList<>();
    List<Double> flows = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      calls.add(inANewMachine("call"));
      flows.add(inANewMachine("flow"));
    }
    double call = median(calls);
    double flow = median(flows);
    System.out.printf("cold: first call %.0f ms, flow %.0f ms, %.2f x%n", call, flow, flow / call);
    assertThat(flow / call).isLessThan(1.5);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static double inANewMachine(String what) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FlowSpeedCheck.class.getName(),
                what)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return Double.parseDouble(printed.strip());
  }

  /** Starts a fake, creates a client, plays as many flows as asked for; prints what one took. */
  public static void main(String[] arguments) {
    long start = System.nanoTime();
    try (FakeHydra hydra = FakeHydra.start();
        ApiClient ory = client(hydra)) {
      OAuth2Client app = create(ory);
      if (arguments[0].equals("warm")) {
        System.out.println(warm(hydra, ory, app));
        return;
      }
      if (arguments[0].equals("flow")) {
        play(hydra, ory, app);
      }
      System.out.println((System.nanoTime() - start) / 1e6);
    }
  }

  private static double warm(FakeHydra hydra, ApiClient ory, OAuth2Client app) {
    for (int i = 0; i < WARM_UP; i++) {
      play(hydra, ory, app);
    }
    long cpu = MACHINE.getProcessCpuTime();
    for (int i = 0; i < FLOWS; i++) {
      play(hydra, ory, app);
    }
    return (MACHINE.getProcessCpuTime() - cpu) / 1e6 / FLOWS;
  }

  private static ApiClient client(FakeHydra hydra) {
    return ApiClient.builder().adminUrl(hydra.adminUrl()).publicUrl(hydra.publicUrl()).build();
  }

  private static OAuth2Client create(ApiClient ory) {
    return ory.clients()
        .create(
            OAuth2Client.builder()
                .redirectUris(REDIRECT_URI)
                .grantTypes(GrantType.AUTHORIZATION_CODE)
                .scope("openid")
                .build());
  }

  private static void play(FakeHydra hydra, ApiClient ory, OAuth2Client app) {
    BrowserPage login =
        hydra.browse(
            hydra.publicUrl()
                + "/oauth2/auth?response_type=code&scope=openid&state=state-of-the-app&redirect_uri="
                + REDIRECT_URI
                + "&client_id="
                + app.clientId());
    BrowserPage consent =
        hydra.browse(
            ory.login()
                .accept(
                    login.parameter("login_challenge"),
                    AcceptOAuth2LoginRequest.builder().subject("user-1").build())
                .redirectTo());
    String challenge = consent.parameter("consent_challenge");
    BrowserPage end =
        hydra.browse(
            ory.consent()
                .accept(challenge, ConsentGrant.requested(ory.consent().get(challenge)).build())
                .redirectTo());
    String login64 =
        Base64.getEncoder()
            .encodeToString(
                (app.clientId() + ":" + app.require(OAuth2Client.CLIENT_SECRET).reveal())
                    .getBytes(StandardCharsets.UTF_8));
    RawHttp.RawAnswer tokens =
        RawHttp.send(
            hydra.publicUrl(),
            "POST",
            "/oauth2/token",
            Map.of(
                "Authorization",
                "Basic " + login64,
                "Content-Type",
                "application/x-www-form-urlencoded"),
            "grant_type=authorization_code&redirect_uri="
                + REDIRECT_URI
                + "&code="
                + end.parameter("code"));
    if (!tokens.body().contains("id_token")) {
      throw new IllegalStateException("no ID token: " + tokens.status());
    }
  }
}
