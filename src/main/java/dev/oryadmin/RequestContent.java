package dev.oryadmin;

import dev.oryadmin.internal.json.JsonBytes;
import dev.oryadmin.internal.json.JsonOutput;
import dev.oryadmin.internal.json.Redaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.ByteString;

/** The body of a request. It is encoded once and sent by each attempt. Immutable. */
final class RequestContent {
  /** An empty body: POST and PUT always declare a length, even if it is 0. */
  static final RequestContent EMPTY = new RequestContent(ByteString.EMPTY, List.of());

  private static final MediaType JSON = MediaType.get("application/json");

  private final ByteString bytes;

  /** The names of a form, each followed by its value. */
  private final List<String> fields;

  private RequestContent(ByteString bytes, List<String> fields) {
    this.bytes = bytes;
    this.fields = fields;
  }

  /** Writes JSON. */
  interface Source {
    void writeTo(JsonOutput out) throws IOException;
  }

  static RequestContent json(Source source) {
    JsonBytes json = new JsonBytes();
    try {
      source.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a buffer does not fail
    }
    return new RequestContent(json.toByteString(), List.of());
  }

  /** Returns a form from names, each followed by its value. */
  static RequestContent form(List<String> fields) {
    return new RequestContent(ByteString.EMPTY, List.copyOf(fields));
  }

  RequestBody body() {
    if (fields.isEmpty()) {
      return RequestBody.create(bytes, JSON);
    }
    FormBody.Builder form = new FormBody.Builder();
    for (int i = 0; i < fields.size(); i += 2) {
      form.add(fields.get(i), fields.get(i + 1));
    }
    return form.build();
  }

  /** Returns what a log may show: JSON with its secrets masked, or the field names of a form. */
  String masked() {
    if (fields.isEmpty()) {
      return String.valueOf(Redaction.maskJson(bytes.utf8(), secrets()));
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < fields.size(); i += 2) {
      text.append(i == 0 ? "" : "&").append(fields.get(i)).append('=').append(Secret.MASK);
    }
    return text.toString();
  }

  /** Returns true if it is a form with the secret of a client. */
  boolean authenticates() {
    for (int i = 0; i < fields.size(); i += 2) {
      if (fields.get(i).equals("client_secret")) {
        return true;
      }
    }
    return false;
  }

  /** Returns the texts of this body that no message may contain. */
  List<String> secrets() {
    if (fields.isEmpty()) {
      return Redaction.secretsIn(bytes.utf8());
    }
    List<String> secrets = new ArrayList<>();
    for (int i = 0; i < fields.size(); i += 2) {
      if (Redaction.isHidden(fields.get(i))) {
        secrets.add(fields.get(i + 1));
      }
    }
    return secrets;
  }
}
