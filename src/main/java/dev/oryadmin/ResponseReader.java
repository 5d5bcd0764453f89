package dev.oryadmin;

import dev.oryadmin.internal.http.LinkHeader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import okhttp3.Headers;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Reads the body of a successful answer. */
abstract class ResponseReader<T extends @Nullable Object> {
  /** Reads nothing: the body, if there is one, is skipped. */
  static final ResponseReader<@Nullable Void> NOTHING =
      new ResponseReader<>() {
        @Override
        @Nullable Void read(Headers headers, BufferedSource body, long limit) {
          return null;
        }
      };

  /** Reads the URL of a redirect, which is meant for a browser and is not followed. */
  static final ResponseReader<String> LOCATION =
      new ResponseReader<>() {
        @Override
        boolean accepts(int status) {
          return status >= 300 && status < 400;
        }

        @Override
        String read(Headers headers, BufferedSource body, long limit) {
          String location = headers.get("Location");
          if (location == null) {
            throw new DecodeException("$", "the redirect has no Location header");
          }
          return location;
        }
      };

  /** Reads the body of a 2xx; throws what the source throws. */
  abstract @Nullable T read(Headers headers, BufferedSource body, long limit) throws IOException;

  /** Returns whether an answer with this status has a value. */
  boolean accepts(int status) {
    return status >= 200 && status < 300;
  }

  /** Returns the value for "no such client"; null if that is an error. */
  @Nullable T missing() {
    return null;
  }

  static <T> ResponseReader<T> of(JsonType<T> type) {
    return new ResponseReader<>() {
      @Override
      T read(Headers headers, BufferedSource body, long limit) throws IOException {
        return JsonDocument.read(type, body, limit);
      }
    };
  }

  static <T> ResponseReader<Page<T>> page(JsonType<T> item, String tokenParameter) {
    JsonType<List<T>> items = JsonType.list(item);
    return new ResponseReader<>() {
      @Override
      Page<T> read(Headers headers, BufferedSource body, long limit) throws IOException {
        String token = LinkHeader.nextPageToken(headers.values("Link"), tokenParameter);
        return new Page<>(JsonDocument.read(items, body, limit), token);
      }
    };
  }

  static <T> ResponseReader<Optional<T>> optional(ResponseReader<T> present) {
    return new ResponseReader<>() {
      @Override
      Optional<T> read(Headers headers, BufferedSource body, long limit) throws IOException {
        return Optional.ofNullable(present.read(headers, body, limit));
      }

      @Override
      Optional<T> missing() {
        return Optional.empty();
      }
    };
  }
}
