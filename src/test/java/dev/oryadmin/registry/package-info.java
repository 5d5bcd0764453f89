/** Tests of {@link dev.oryadmin.ClientRegistry}. */
@NullMarked
package dev.oryadmin.registry;

import org.jspecify.annotations.NullMarked;
