package dev.oryadmin.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Base64;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;

/**
 * Answers every request with one client, by HTTP/2 over TLS, in a process of its own. Its
 * certificate is made anew and vouches for nobody else.
 */
public final class Http2Server {
  private static final String HOST = "localhost";

  private Http2Server() {}

  /** Prints its URL and its certificate, and serves until its standard input ends. */
  public static void main(String[] args) throws IOException, InterruptedException {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName(HOST).build();
    byte[] client = Payload.FULL.json();
    MockWebServer server = new MockWebServer();
    server.useHttps(
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate)
            .build()
            .sslSocketFactory());
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder()
                .addHeader("Content-Type", "application/json; charset=utf-8")
                .addHeader("Cache-Control", "private, no-cache, no-store")
                .body(new Buffer().write(client))
                .build();
          }
        });
    server.start();
    Thread forgets = new Thread(() -> forget(server), "forgets requests");
    forgets.setDaemon(true);
    forgets.start();
    byte[] pem = certificate.certificatePem().getBytes(US_ASCII);
    System.out.println(
        "https://" + HOST + ":" + server.getPort() + " " + Base64.getEncoder().encodeToString(pem));
    while (System.in.read() >= 0) {
      // goes on until the process that started this one ends
    }
    System.exit(0);
  }

  /** The server keeps all requests for a test to look at. */
  private static void forget(MockWebServer server) {
    try {
      while (true) {
        server.takeRequest();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
