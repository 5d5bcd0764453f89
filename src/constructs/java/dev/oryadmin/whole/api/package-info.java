/** Generated but for this file. */
@NullMarked
package dev.oryadmin.whole.api;

import org.jspecify.annotations.NullMarked;
