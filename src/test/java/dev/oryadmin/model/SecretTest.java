package dev.oryadmin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.oryadmin.OryTypeAdapterFactory;
import dev.oryadmin.Secret;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretTest {
  private static final Secret SECRET = Secret.of("s3cr3t");

  @Test
  void onlyRevealReturnsTheText() {
    assertThat(SECRET.reveal()).isEqualTo("s3cr3t");
    assertThat(SECRET).hasToString("***");
    assertThat(String.format("%s %20s", SECRET, SECRET)).doesNotContain("s3cr3t");
    assertThat(
            Arrays.stream(Secret.class.getMethods()).filter(m -> m.getReturnType() == String.class))
        .extracting(method -> method.getName())
        .containsExactlyInAnyOrder("reveal", "toString");
  }

  @Test
  void secretIsNeitherACharSequenceNorSerializable() {
    assertThat(SECRET).isNotInstanceOfAny(Serializable.class, CharSequence.class);
    assertThat(Secret.class).isFinal();
    assertThat(Secret.class.getDeclaredFields())
        .allMatch(
            f -> Modifier.isStatic(f.getModifiers()) || Modifier.isTransient(f.getModifiers()));
  }

  @Test
  void gsonWritesNullForASecret() {
    Gson fields = new GsonBuilder().excludeFieldsWithModifiers(Modifier.STATIC).create();
    for (Gson gson : List.of(new Gson(), fields)) {
      assertThat(gson.toJson(SECRET)).isEqualTo("null");
      assertThat(gson.fromJson("\"s3cr3t\"", Secret.class)).isEqualTo(SECRET);
    }
    Gson all =
        new GsonBuilder().registerTypeAdapterFactory(OryTypeAdapterFactory.withSecrets()).create();
    assertThat(all.toJson(SECRET)).isEqualTo("\"s3cr3t\"");
  }

  @Test
  void equalTextsAreEqual() {
    assertThat(SECRET).isEqualTo(Secret.of("s3cr3t")).hasSameHashCodeAs(Secret.of("s3cr3t"));
    for (String other : new String[] {"", "s3cr3T", "s3cr3", "s3cr3t ", "***"}) {
      assertThat(SECRET).isNotEqualTo(Secret.of(other));
    }
    assertThat(SECRET).isNotEqualTo(null).isNotEqualTo("s3cr3t");
    assertThat(Secret.of("\ud83d")).isNotEqualTo(Secret.of("?")).isNotEqualTo(Secret.of("\ud83e"));
  }

  @Test
  @SuppressWarnings("NullAway") // what is declared impossible is tested
  void nullIsRefused() {
    assertThatThrownBy(() -> Secret.of(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("text == null");
  }

  @Test
  void aKeyKeepsItsPrivateMembersSecret() {
    String json =
        "{\"d\":\"priv-1\",\"dp\":\"priv-2\",\"dq\":\"priv-3\",\"k\":\"priv-4\",\"kty\":\"RSA\","
            + "\"n\":\"open\",\"p\":\"priv-5\",\"q\":\"priv-6\",\"qi\":\"priv-7\","
            + "\"oth\":[{\"r\":\"priv-8\"}],\"ext\":true}";
    JsonWebKey key = JsonWebKey.fromJson(json);
    assertThat(JsonWebKey.PROPERTIES.stream().filter(p -> p.sensitive()))
        .extracting(p -> p.name())
        .containsExactlyInAnyOrder("d", "dp", "dq", "k", "p", "q", "qi");
    assertThat(key.d()).isEqualTo(Secret.of("priv-1"));
    assertThat(key.toJson()).isEqualTo(json);
    OAuth2Client client =
        OAuth2Client.builder()
            .jwks(JsonWebKeySet.builder().keys(key).additionalProperty("x", null).build())
            .build();
    assertThat(client.toString()).contains("n=\"open\"", "d=***", "oth").doesNotContain("priv-");
    assertThat(client.toBuilder().toString()).doesNotContain("priv-");
  }

  @Test
  void keyNeedsNoMembers() {
    assertThat(JsonWebKey.fromJson("{}").alg()).isNull();
    assertThat(JsonWebKeySet.fromJson("{}").keys()).isEmpty();
    assertThat(OAuth2Client.fromJson("{\"jwks\":{}}").toJson()).isEqualTo("{\"jwks\":{}}");
  }
}
