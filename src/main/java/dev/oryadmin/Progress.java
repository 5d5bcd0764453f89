package dev.oryadmin;

/**
 * The progress of a run over many clients. Immutable and safe for use by several threads.
 *
 * @param done how many clients are done
 * @param total how many clients there are; -1 if that is unknown
 * @param what the change that was tried last, such as {@code + billing}
 */
public record Progress(long done, long total, String what) {}
