/** Tests of what no user names. */
@NullMarked
package dev.oryadmin.internal.http;

import org.jspecify.annotations.NullMarked;
