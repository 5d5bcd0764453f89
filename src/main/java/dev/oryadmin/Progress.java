package dev.oryadmin;

/**
 * How far a run over many clients has come. Immutable and safe for use by several threads.
 *
 * @param done how many are dealt with
 * @param total how many there are; -1 if that is unknown
 * @param what what was dealt with last, such as {@code + create billing}
 */
public record Progress(long done, long total, String what) {}
