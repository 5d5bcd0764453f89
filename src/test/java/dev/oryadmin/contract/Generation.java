package dev.oryadmin.contract;

/**
 * Servers that behave alike, oldest first. Which one a server belongs to is told by what it does.
 */
enum Generation {
  /** v2.0 and v2.1: no client ids of the caller's choice. */
  V2_0("v2.0"),
  /** v2.2 and v2.3: the last with offset tokens. */
  V2_2("v2.2"),
  /** v25.4: keyset tokens. */
  V25_4("v25.4"),
  /** v26.2: checks all the pages about a client. */
  V26_2("v26.2"),
  /** The newest: secret rotation. */
  ROTATION("newer than v26.2");

  private final String text;

  Generation(String text) {
    this.text = text;
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
