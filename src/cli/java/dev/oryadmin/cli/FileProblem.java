package dev.oryadmin.cli;

/**
 * What is wrong in a file.
 *
 * @param file as it was named on the command line
 * @param line the first line is 1; 0 for the whole file
 * @param message what is wrong and what to do, never a value that could be a secret
 */
record FileProblem(String file, int line, String message) {
  /** Returns it as compilers print it, so that editors find the place. */
  @Override
  public String toString() {
    return file + (line == 0 ? "" : ":" + line) + ": " + message;
  }
}
