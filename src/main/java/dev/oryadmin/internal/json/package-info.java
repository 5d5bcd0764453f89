/**
 * Reads, checks, masks and writes JSON values.
 *
 * <p>Internal: users never name these types, and any release may change them.
 */
@NullMarked
package dev.oryadmin.internal.json;

import org.jspecify.annotations.NullMarked;
