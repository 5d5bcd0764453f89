/** Tests of the command {@code ory-clients}. */
@NullMarked
package dev.oryadmin.cli;

import org.jspecify.annotations.NullMarked;
