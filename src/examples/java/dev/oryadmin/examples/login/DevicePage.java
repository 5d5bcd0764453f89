package dev.oryadmin.examples.login;

import dev.oryadmin.ApiClient;
import dev.oryadmin.BadRequestException;
import java.io.IOException;

/** Asks for the code that a device without a keyboard shows. Immutable. */
final class DevicePage implements Step {
  private static final String FORM =
      """
      <h1>Connect a device</h1>
      {}
      <form method="post" action="/device">
      {}
      <label for="code">Code that your device shows</label>
      <input id="code" name="user_code" class="code" autocomplete="off" autocapitalize="off" \
      spellcheck="false" required autofocus value="{}" aria-describedby="about{}"{}>
      <p class="note" id="about">Capital and small letters differ. \
      Go on only if the device is in front of you.</p>
      <div class="actions"><button>Continue</button></div>
      </form>
      """;

  private final ApiClient ory;
  private final CsrfTokens csrf;

  DevicePage(ApiClient ory, CsrfTokens csrf) {
    this.ory = ory;
    this.csrf = csrf;
  }

  @Override
  public void get(Visit visit) throws IOException {
    show(visit, 200, visit.challenge("device_challenge"), visit.parameter("user_code"));
  }

  @Override
  public void post(Visit visit) throws IOException {
    String challenge = csrf.challenge(visit);
    String code = visit.parameter("user_code").strip();
    try {
      visit.redirect(ory.device().accept(challenge, code).redirectTo());
    } catch (BadRequestException | IllegalArgumentException e) {
      show(visit, 422, challenge, code); // wrong, used, or too old: the server does not say which
    }
  }

  private void show(Visit visit, int status, String challenge, String code) throws IOException {
    boolean refused = status != 200;
    Html error =
        refused
            ? Html.of(
                """
                <p class="error" id="error" role="alert">This code is wrong, or too old. \
                Your device can show a new one.</p>
                """)
            : Html.NOTHING;
    Html form =
        Html.of(
            FORM,
            error,
            csrf.fields(visit, challenge),
            code,
            refused ? " error" : "",
            new Html(refused ? " aria-invalid=\"true\"" : ""));
    visit.show(status, new Page("Connect a device", form));
  }
}
