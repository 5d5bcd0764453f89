/** Tests of what no user names. */
@NullMarked
package dev.oryadmin.internal.json;

import org.jspecify.annotations.NullMarked;
