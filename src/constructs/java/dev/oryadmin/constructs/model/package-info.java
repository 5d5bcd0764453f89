/** Generated but for this file. */
@NullMarked
package dev.oryadmin.constructs.model;

import org.jspecify.annotations.NullMarked;
