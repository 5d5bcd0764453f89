/**
 * A Hydra server for tests: {@link dev.oryadmin.testing.FakeHydra} answers like a real server, from
 * memory, on two local ports.
 */
@NullMarked
package dev.oryadmin.testing;

import org.jspecify.annotations.NullMarked;
