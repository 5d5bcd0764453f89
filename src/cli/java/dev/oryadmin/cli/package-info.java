/** The command {@code ory-clients}: a thin face of {@link dev.oryadmin.ClientRegistry}. */
@NullMarked
package dev.oryadmin.cli;

import org.jspecify.annotations.NullMarked;
