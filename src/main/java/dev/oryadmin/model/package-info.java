/**
 * Models and open enums: what the server stores and returns.
 *
 * <p>Generated, except for this file. Nothing in this package is null unless it says so.
 */
@NullMarked
package dev.oryadmin.model;

import org.jspecify.annotations.NullMarked;
