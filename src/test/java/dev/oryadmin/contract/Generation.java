package dev.oryadmin.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Servers that behave alike, oldest first. Which one a server belongs to is told by what it does.
 */
enum Generation {
  /** v2.0 and v2.1: no client ids of the caller's choice. */
  V2_0("v2.0", "v2.0"),
  /** v2.2 and v2.3: the last with offset tokens. */
  V2_2("v2.2", "v2.2"),
  /** v25.4: keyset tokens. */
  V25_4("v25.4", "v25.4"),
  /** v26.2: checks all the pages about a client. */
  V26_2("v26.2", "v26.2"),
  /** The newest: secret rotation. */
  ROTATION("newer than v26.2", "HEAD");

  private final String text;
  private final String column;

  Generation(String text, String column) {
    this.text = text;
    this.column = column;
  }

  static List<Generation> newestFirst() {
    List<Generation> all = new ArrayList<>(List.of(values()));
    Collections.reverse(all);
    return all;
  }

  /** Names a server by its generation and by what it says of itself. */
  String describe(String version) {
    return version.startsWith(column) ? version : column + " (" + version + ")";
  }

  /** Names the servers before this generation. */
  String older() {
    return this == ROTATION ? "up to v26.2" : "before " + text;
  }

  /** What its column in the table is called. */
  String column() {
    return column;
  }

  /** How it escapes an id at the end of a {@code Location}. */
  String inLocation(String id) {
    return has(V25_4) || this == V2_0 ? id.replace(" ", "%2520") : id;
  }

  /** How it says that the URI of a page has another scheme than http or https. */
  String wrongScheme(String property, String uri) {
    String rule = uri + " must use https:// or http:// as HTTP scheme";
    return has(V26_2) ? rule + " for field " + property + "." : property + " " + rule + ".";
  }

  /** How it says that clients that register themselves have no metadata. */
  String metadataRefused() {
    String rule = " cannot be set for dynamic client registration";
    return has(V2_2) ? "'metadata'" + rule : "metadata" + rule + "'";
  }

  /** How it says that a logout redirect URI belongs to no redirect URI. */
  String foreignLogoutUri(String uri) {
    String rule =
        "post_logout_redirect_uri '"
            + uri
            + "' must match the domain, port, scheme of at least one of the registered redirect"
            + " URIs but did not";
    return has(V25_4) ? rule : rule + "'";
  }

  boolean has(Generation needed) {
    return compareTo(needed) >= 0;
  }

  /** Finds out by requests that leave nothing behind. */
  static Generation of(Server server) {
    String id = server.create("{}").text("client_id");
    String rotate = "/admin/clients/" + id + "/secrets/rotate";
    if (server.admin("POST", rotate, "").status() == 200) {
      return ROTATION;
    }
    if (server.admin("GET", "/admin/clients?page_token=%21", null).status() == 400) {
      return server.create("{'logo_uri':'no'}").status() == 400 ? V26_2 : V25_4;
    }
    String chosen = "{'client_id':'" + server.name() + "-probe'}";
    return server.create(chosen).status() == 201 ? V2_2 : V2_0;
  }

  @Override
  public String toString() {
    return text;
  }
}
