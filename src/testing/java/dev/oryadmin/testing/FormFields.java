package dev.oryadmin.testing;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bodies that are forms: URL-encoded or multipart. */
final class FormFields {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)");
  private static final Pattern PART =
      Pattern.compile("(?s)name=\"([^\"]*)\".*?\r?\n\r?\n(.*?)\r?\n$");

  private FormFields() {}

  /** Returns the fields of a form; null if the body is not one, or has no type. */
  static @Nullable Query read(ReceivedRequest request) {
    String header = request.headers().get("Content-Type");
    String type = header == null ? "" : header.toLowerCase(Locale.ROOT);
    if (type.startsWith("application/x-www-form-urlencoded")) {
      return Query.parse(request.body());
    }
    Matcher boundary = BOUNDARY.matcher(header == null ? "" : header);
    if (!type.startsWith("multipart/form-data") || !boundary.find()) {
      return null;
    }
    Query form = Query.parse("");
    for (String part : request.body().split(Pattern.quote("--" + boundary.group(1)), -1)) {
      Matcher field = PART.matcher(part);
      if (field.find() && !form.has(field.group(1))) {
        form = form.with(field.group(1), field.group(2));
      }
    }
    return form;
  }
}
