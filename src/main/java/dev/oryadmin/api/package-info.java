/**
 * The operations of the servers, one class for each group.
 *
 * <p>Generated, except for this file. Nothing in this package is null unless it says so.
 */
@NullMarked
package dev.oryadmin.api;

import org.jspecify.annotations.NullMarked;
