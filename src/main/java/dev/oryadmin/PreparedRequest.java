package dev.oryadmin;

import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What a call sends, checked and ready. Immutable.
 *
 * @param url the whole URL, which may have a challenge in it
 * @param authorization the header of that name, in place of the client's own; null to use that
 */
record PreparedRequest(
    Operation operation,
    HttpUrl url,
    @Nullable Secret authorization,
    @Nullable RequestContent body) {

  PreparedRequest withUrl(HttpUrl other) {
    return new PreparedRequest(operation, other, authorization, body);
  }

  /** Names the operation: the rest may be secret. */
  @Override
  public String toString() {
    return operation.id();
  }
}
