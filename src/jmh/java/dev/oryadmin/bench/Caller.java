package dev.oryadmin.bench;

import java.util.concurrent.CompletableFuture;

/** A way of making calls, as its users would do it. */
interface Caller {
  /** The client that every call is about. */
  String CLIENT_ID = "4f7a1c1e-8b7a-4c53-9f3a-2f6d7c0b9e51";

  /** Gets one client and returns its name. */
  String get() throws Exception;

  /** Gets one client in the background and returns its name. */
  CompletableFuture<String> getAsync();

  /** Goes through all clients, page by page, and returns how many there were. */
  long list() throws Exception;
}
