/**
 * Headers, paths, connections, threads and time, as calls need them.
 *
 * <p>Internal: users never name these types, and any release may change them.
 */
@NullMarked
package dev.oryadmin.internal.http;

import org.jspecify.annotations.NullMarked;
