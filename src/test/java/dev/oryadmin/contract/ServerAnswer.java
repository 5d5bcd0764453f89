package dev.oryadmin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import okhttp3.Headers;

/** What a server answered, as it stands on the wire. */
record ServerAnswer(int status, Headers headers, String body) {
  JsonObject json() {
    return JsonParser.parseString(body).getAsJsonObject();
  }

  /** The value of a property, or Gson's null if it is absent. */
  JsonElement get(String property) {
    return json().get(property);
  }

  boolean has(String property) {
    return json().has(property);
  }

  String text(String property) {
    return json().get(property).getAsString();
  }

  JsonArray array() {
    return JsonParser.parseString(body).getAsJsonArray();
  }

  /** The ids of a list. */
  List<String> ids() {
    return array().asList().stream()
        .map(client -> client.getAsJsonObject().get("client_id").getAsString())
        .toList();
  }

  /** The value of a header; empty if there is none. */
  String header(String name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }

  ServerAnswer is(int expected) {
    assertThat(status).as(body).isEqualTo(expected);
    return this;
  }

  /** Is an error of Hydra itself: two texts, side by side. */
  void isError(int expected, String error, String description) {
    is(expected);
    assertThat(header("Content-Type")).startsWith("application/json");
    assertThat(json().keySet()).containsExactly("error", "error_description");
    assertThat(text("error")).isEqualTo(error);
    assertThat(text("error_description")).isEqualTo(description);
  }

  /** Says that a property of the client is wrong. */
  void isInvalid(String hint) {
    is(400);
    assertThat(text("error")).isEqualTo("invalid_client_metadata");
    assertThat(text("error_description"))
        .startsWith("The value of one of the Client Metadata fields is invalid")
        .endsWith(hint);
  }

  void isUndecodable(String reason) {
    isError(
        400,
        "The request was malformed or contained invalid parameters",
        "Unable to decode the request body: " + reason);
  }

  void isUnknownClient() {
    isError(404, "Unable to locate the resource", "");
  }

  /** The one answer to whatever Hydra has no words for. */
  void isUnrecognizable() {
    isError(500, "error", "The error is unrecognizable");
  }

  /** Says that there is no such route, in the shape of JSON. */
  void isUnknownRoute() {
    is(404);
    JsonObject error = json().getAsJsonObject("error");
    assertThat(error.get("code").getAsInt()).isEqualTo(404);
    assertThat(error.get("message").getAsString()).isEqualTo("Not Found");
    assertThat(error.get("reason").getAsString()).startsWith("The requested route does not exist.");
  }

  @Override
  public String toString() {
    return "ServerAnswer[" + status + "]";
  }
}
