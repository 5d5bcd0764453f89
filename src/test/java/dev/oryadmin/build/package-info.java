/**
 * Runs builds of copies of this project. Slow, so by name only: {@code mvn test
 * -Dtest='*BuildCheck'}
 */
@NullMarked
package dev.oryadmin.build;

import org.jspecify.annotations.NullMarked;
