package dev.oryadmin.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client as it is stored: its properties, and beside them what is never shown again. Immutable,
 * but for the document, which nobody changes once it is in here.
 *
 * @param document every property but secret and registration token
 * @param secretHash the hash of the current secret
 * @param rotatedHashes the hashes of older secrets that still count, the newest first
 * @param registrationToken the token for dynamic registration; null once an administrator wrote
 */
record StoredClient(
    ClientDocument document,
    String secretHash,
    List<String> rotatedHashes,
    @Nullable String registrationToken) {

  private static final int ROTATED_SECRETS_KEPT = 5;

  String id() {
    return document.text(ClientField.CLIENT_ID);
  }

  StoredClient withDocument(ClientDocument changed) {
    return new StoredClient(changed, secretHash, rotatedHashes, registrationToken);
  }

  StoredClient withRegistrationToken(@Nullable String token) {
    return new StoredClient(document, secretHash, rotatedHashes, token);
  }

  /** Replaces the secret; the one before and all rotated ones are dead at once. */
  StoredClient withSecret(String secret) {
    return new StoredClient(document, hash(secret), List.of(), registrationToken);
  }

  StoredClient withRotatedSecret(String secret) {
    List<String> rotated = new ArrayList<>();
    rotated.add(secretHash);
    rotated.addAll(rotatedHashes);
    if (rotated.size() > ROTATED_SECRETS_KEPT) {
      rotated = rotated.subList(0, ROTATED_SECRETS_KEPT);
    }
    return new StoredClient(document, hash(secret), List.copyOf(rotated), registrationToken);
  }

  StoredClient withoutRotatedSecrets() {
    return new StoredClient(document, secretHash, List.of(), registrationToken);
  }

  boolean accepts(String secret) {
    String hash = hash(secret);
    return secretHash.equals(hash) || rotatedHashes.contains(hash);
  }

  /** Returns whether a URL is one where flows of this client end, with or without parameters. */
  boolean redirectsTo(String url) {
    String page = url.replaceFirst("[?#].*", "");
    return Stream.of(ClientField.REDIRECT_URIS, ClientField.POST_LOGOUT_REDIRECT_URIS)
        .flatMap(field -> document.texts(field).stream())
        .anyMatch(uri -> uri.replaceFirst("[?#].*", "").equals(page));
  }

  static String hash(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return "$sha256$" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Shows the id only. */
  @Override
  public String toString() {
    return "StoredClient[" + id() + "]";
  }
}
