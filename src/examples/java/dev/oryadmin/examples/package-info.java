/** The code that README and docs show: the build compiles it, and tests run it. */
@NullMarked
package dev.oryadmin.examples;

import org.jspecify.annotations.NullMarked;
