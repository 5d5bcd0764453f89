package dev.oryadmin.fake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text in which what differs from run to run is masked, and the tokens that stood there. */
record MaskedText(String text, List<String> tokens) {
  private static final String OPAQUE = "[A-Za-z0-9_-]{43}\\.[A-Za-z0-9_-]{43}(?![A-Za-z0-9_.-])";

  /** What servers make up: tokens, ids, challenges, page tokens. */
  static final Pattern TOKEN =
      Pattern.compile(
          "eyJ[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+"
              + "|ory_(?:ac|at|rt|dc)_"
              + OPAQUE
              + "|"
              + OPAQUE
              + "|(?<=page_token=)[A-Za-z0-9_%=-]+"
              + "|[A-Za-z0-9_-]{120,}(?:=|%3D)*"
              + "|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
              + "|(?<![0-9a-zA-Z])[0-9a-f]{32}(?![0-9a-zA-Z])"
              + "|(?<=user_code[=\"]:?\"?)[A-Za-z0-9]{8}(?![A-Za-z0-9])");

  private static final List<String[]> VARYING =
      List.of(
          new String[] {"127\\.0\\.0\\.1(:|%3A)[0-9]+", "SERVER"},
          new String[] {"\"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z\"", "\"TIME\""},
          new String[] {"Expires=[A-Z][^;]*GMT", "Expires=TIME"},
          new String[] {"(?<=[:=])1[789][0-9]{8}(?![0-9])", "SECONDS"},
          new String[] {"(expires_in[\"=]:?)3(599|600)", "$1HOUR"},
          new String[] {"(\"(?:at|c)_hash\":)\"[A-Za-z0-9_-]{22}\"", "$1HASH"});

  static MaskedText of(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher token = TOKEN.matcher(text);
    StringBuilder out = new StringBuilder();
    while (token.find()) {
      String found = token.group();
      tokens.add(bare(found));
      token.appendReplacement(out, Matcher.quoteReplacement(mask(found, tokens)));
    }
    String masked = token.appendTail(out).toString();
    for (String[] varying : VARYING) {
      masked = masked.replaceAll(varying[0], varying[1]);
    }
    return new MaskedText(masked, tokens);
  }

  /** Challenges of a real server may be padded. */
  static String bare(String token) {
    return token.replaceAll("(=|%3D)+$", "");
  }

  /** Shows what a JSON Web Token says, and of other tokens what kind they are. */
  private static String mask(String token, List<String> tokens) {
    if (token.startsWith("eyJ")) {
      MaskedText claims = of(claims(token));
      tokens.addAll(claims.tokens());
      return "JWT" + claims.text();
    }
    if (token.startsWith("ory_")) {
      return "<" + token.substring(0, 6) + ">";
    }
    return token.contains("-") && token.length() == 36 ? "<uuid>" : "<token>";
  }

  static String claims(String jwt) {
    return new String(
        Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]), StandardCharsets.UTF_8);
  }
}
