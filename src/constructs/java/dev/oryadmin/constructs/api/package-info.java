/** Generated but for this file. */
@NullMarked
package dev.oryadmin.constructs.api;

import org.jspecify.annotations.NullMarked;
