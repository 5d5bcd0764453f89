/** Benchmarks: this SDK beside hand-written code and other libraries. */
@NullMarked
package dev.oryadmin.bench;

import org.jspecify.annotations.NullMarked;
