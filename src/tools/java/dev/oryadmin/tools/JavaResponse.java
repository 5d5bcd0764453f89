package dev.oryadmin.tools;

/**
 * One answer of an operation. Immutable.
 *
 * @param status the status, or what stands for several
 * @param type what the body is read as
 * @param exception the class of the exception that it becomes; empty if it is a success
 * @param thrown when that is thrown
 */
record JavaResponse(
    String status, JavaType type, String exception, Words thrown, Words description) {

  boolean isSuccess() {
    return status.matches("[23].*");
  }
}
