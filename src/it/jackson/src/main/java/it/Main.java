package it;

import dev.oryadmin.Secret;
import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Models and open enums through Jackson 2 and Jackson 3. */
public final class Main {
  private static final String OPEN =
      "{\"client_id\":\"a\",\"grant_types\":[\"new\"],\"owner\":null,"
          + "\"metadata\":{\"n\":[12345678901234567890,1.10,1e400]},"
          + "\"implicit_grant_id_token_lifespan\":\"1h\"}";

  private Main() {}

  private interface Mapper {
    String write(Object value) throws Exception;

    Object read(String json, Class<?> type) throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    com.fasterxml.jackson.databind.ObjectMapper two =
        new com.fasterxml.jackson.databind.ObjectMapper();
    tools.jackson.databind.json.JsonMapper three = new tools.jackson.databind.json.JsonMapper();
    check(
        new Mapper() {
          @Override
          public String write(Object value) throws Exception {
            return two.writeValueAsString(value);
          }

          @Override
          public Object read(String json, Class<?> type) throws Exception {
            return two.readValue(json, type);
          }
        });
    check(
        new Mapper() {
          @Override
          public String write(Object value) {
            return three.writeValueAsString(value);
          }

          @Override
          public Object read(String json, Class<?> type) {
            return three.readValue(json, type);
          }
        });
    check(two.valueToTree(client()).get("client_id").asText(), "a");
    check(three.valueToTree(client()).get("client_id").asString(), "a");
  }

  private static OAuth2Client client() {
    String secrets = OPEN.replace("\"owner\"", "\"client_secret\":\"hidden\",\"owner\"");
    return OAuth2Client.fromJson(secrets);
  }

  private static void check(Mapper mapper) throws Exception {
    check(mapper.write(client()), OPEN);
    check(mapper.write(List.of(client())), "[" + OPEN + "]");
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put(GrantType.IMPLICIT, GrantType.of("new"));
    map.put("secret", Secret.of("hidden"));
    check(mapper.write(map), "{\"implicit\":\"new\",\"secret\":null}");
    for (String json : new String[] {"{}", "{\"client_id\":\"a\"}", "\"a\""}) {
      Object read;
      try {
        read = mapper.read(json, OAuth2Client.class);
      } catch (Exception e) {
        if (!e.getMessage().contains("OAuth2Client")) {
          throw e;
        }
        continue;
      }
      throw new AssertionError("read as " + read);
    }
  }

  private static void check(String was, String expected) {
    if (!was.equals(expected)) {
      throw new AssertionError("expected " + expected + " but was " + was);
    }
  }
}
