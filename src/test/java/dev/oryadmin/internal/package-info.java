/** Tests of what no user names. */
@NullMarked
package dev.oryadmin.internal;

import org.jspecify.annotations.NullMarked;
