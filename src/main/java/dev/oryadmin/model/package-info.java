/**
 * Models, open value sets and what they hold: what the server stores and answers.
 *
 * <p>Generated but for this file. Nothing in this package is null unless it says so.
 */
@NullMarked
package dev.oryadmin.model;

import org.jspecify.annotations.NullMarked;
