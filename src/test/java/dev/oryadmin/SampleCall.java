package dev.oryadmin;

import static dev.oryadmin.model.OAuth2Client.CLIENT_NAME;

import dev.oryadmin.Operation.RetrySafety;
import dev.oryadmin.model.OAuth2Client;
import dev.oryadmin.model.OAuth2ClientTokenLifespans;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One call of each operation, with what the operation allows and what a server answers. */
enum SampleCall {
  CREATE(RetrySafety.ONCE, 201),
  LIST(RetrySafety.SAFE, 200),
  GET(RetrySafety.SAFE, 200),
  REPLACE(RetrySafety.IDEMPOTENT, 200),
  PATCH(RetrySafety.ONCE, 200),
  DELETE(RetrySafety.DELETION, 204),
  SET_LIFESPANS(RetrySafety.IDEMPOTENT, 200),
  ROTATE_SECRET(RetrySafety.ONCE, 200),
  DELETE_ROTATED_SECRETS(RetrySafety.IDEMPOTENT, 200),
  REGISTER(RetrySafety.ONCE, 201),
  GET_REGISTERED(RetrySafety.SAFE, 200),
  REPLACE_REGISTERED(RetrySafety.ONCE, 200),
  DELETE_REGISTERED(RetrySafety.TOKEN_DELETION, 204);

  static final String CLIENT = "{\"client_id\":\"a\"}";

  private final RetrySafety retrySafety;
  private final int status;

  SampleCall(RetrySafety retrySafety, int status) {
    this.retrySafety = retrySafety;
    this.status = status;
  }

  private static OAuth2Client client() {
    return OAuth2Client.builder().clientName("old").build();
  }

  private static Secret token() {
    return Secret.of(UsedSecrets.text("registration-token"));
  }

  /** What the operation is known to allow; the fragment has to say the same. */
  RetrySafety retrySafety() {
    return retrySafety;
  }

  boolean isPublic() {
    return name().contains("REGISTER");
  }

  /** The status of success. */
  int status() {
    return status;
  }

  /** The body of success. */
  String body() {
    return status == 204 ? "" : this == LIST ? "[" + CLIENT + "]" : CLIENT;
  }

  ApiCall<?> prepare(ApiClient ory) {
    return switch (this) {
      case CREATE -> ory.clients().createCall(client());
      case LIST -> ory.clients().listCall();
      case GET -> ory.clients().getCall("a");
      case REPLACE -> ory.clients().replaceCall("a", client());
      case PATCH -> ory.clients().patchCall("a", p -> p.replace(CLIENT_NAME, "new"));
      case DELETE -> ory.clients().deleteCall("a");
      case SET_LIFESPANS ->
          ory.clients()
              .setLifespansCall(
                  "a",
                  OAuth2ClientTokenLifespans.builder()
                      .clientCredentialsGrantAccessTokenLifespan(Duration.ofMinutes(15))
                      .build());
      case ROTATE_SECRET -> ory.clients().rotateSecretCall("a");
      case DELETE_ROTATED_SECRETS -> ory.clients().deleteRotatedSecretsCall("a");
      case REGISTER -> ory.registration().createCall(client());
      case GET_REGISTERED -> ory.registration().getCall("a", token());
      case REPLACE_REGISTERED -> ory.registration().replaceCall("a", token(), client());
      case DELETE_REGISTERED -> ory.registration().deleteCall("a", token());
    };
  }

  /** Makes the call, in one way or the other, and returns the answer; throws what it fails with. */
  ApiResponse<?> make(ApiClient ory, boolean inBackground) {
    return Outcome.of(prepare(ory), inBackground).orThrow();
  }

  /** How a call ended: with an answer or a failure. */
  record Outcome(@Nullable ApiResponse<?> answer, @Nullable Throwable failure) {
    /** Makes a call and waits for its end. */
    static Outcome of(ApiCall<?> call, boolean inBackground) {
      try {
        return new Outcome(inBackground ? await(call) : call.executeWithResponse(), null);
      } catch (RuntimeException | Error e) {
        return new Outcome(null, e);
      }
    }

    private static ApiResponse<?> await(ApiCall<?> call) {
      try {
        return call.executeAsyncWithResponse().join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        if (e.getCause() instanceof Error cause) {
          throw cause;
        }
        throw e;
      }
    }

    /** The failure, which has to be of the given type. */
    <E extends Throwable> E failure(Class<E> type) {
      if (!type.isInstance(failure)) {
        throw new AssertionError("not a " + type.getSimpleName(), failure);
      }
      return type.cast(failure);
    }

    ApiResponse<?> orThrow() {
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      if (failure instanceof Error e) {
        throw e;
      }
      if (answer == null) {
        throw new AssertionError("neither answer nor failure");
      }
      return answer;
    }
  }
}
