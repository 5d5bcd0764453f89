package dev.oryadmin.tools;

/** Something that the lint refuses: where in the document, what is wrong, and what to do. */
record Finding(String path, String problem, String remedy) {
  @Override
  public String toString() {
    return (path.isEmpty() ? "/" : path) + ": " + problem + "; " + remedy;
  }
}
