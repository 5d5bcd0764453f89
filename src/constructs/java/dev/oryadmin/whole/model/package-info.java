/** Generated but for this file. */
@NullMarked
package dev.oryadmin.whole.model;

import org.jspecify.annotations.NullMarked;
