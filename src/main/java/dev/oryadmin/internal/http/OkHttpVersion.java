package dev.oryadmin.internal.http;

import java.security.CodeSource;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * The OkHttp that the class path offers. Maven keeps {@code okhttp} 4 beside our {@code okhttp-jvm}
 * 5, since their names differ, and the first of them wins.
 */
public final class OkHttpVersion {
  private OkHttpVersion() {}

  /**
   * Says so if OkHttp is too old, instead of a {@code NoSuchMethodError} in the middle of a call.
   *
   * @param client makes a call that is never sent
   * @throws IllegalStateException if it is
   */
  public static void check(OkHttpClient client) {
    try {
      Call call = client.newCall(new Request.Builder().url("http://localhost/").build());
      call.addEventListener(EventListener.NONE);
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "ory-oauth2-admin needs OkHttp 5.5 or newer, but an older one comes first on the class"
              + " path: "
              + origin()
              + ". Official Ory clients bring it as com.squareup.okhttp3:okhttp. Import"
              + " com.squareup.okhttp3:okhttp-bom 5.5.1 or newer in dependencyManagement (with"
              + " Gradle, as a platform), and all of them use the new one. It lacks "
              + e.getMessage(),
          e);
    }
  }

  private static String origin() {
    CodeSource source = Call.class.getProtectionDomain().getCodeSource();
    return source == null ? "from an unknown place" : String.valueOf(source.getLocation());
  }
}
