/**
 * Headers, paths, connections, threads and time, for the pipeline that makes calls.
 *
 * <p>Internal: users never name these types, and any release may change them.
 */
@NullMarked
package dev.oryadmin.internal.http;

import org.jspecify.annotations.NullMarked;
