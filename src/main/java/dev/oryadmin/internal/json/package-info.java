/**
 * How JSON values are read, checked, masked and written.
 *
 * <p>Internal: users never name these types, and any release may change them.
 */
@NullMarked
package dev.oryadmin.internal.json;

import org.jspecify.annotations.NullMarked;
