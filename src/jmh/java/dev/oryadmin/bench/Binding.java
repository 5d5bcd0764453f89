package dev.oryadmin.bench;

import java.io.IOException;
import java.util.List;

/** A way of turning JSON in UTF-8 into objects and back, as its users would do it. */
public interface Binding {
  /** Reads one client. */
  Object read(byte[] json) throws IOException;

  /** Reads an array of clients. */
  List<?> readArray(byte[] json) throws IOException;

  /** Writes one client that {@link #read} returned. */
  byte[] write(Object client) throws IOException;

  /** Writes clients that {@link #readArray} returned. */
  byte[] writeArray(List<?> clients) throws IOException;
}
