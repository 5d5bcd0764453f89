/**
 * An Ory Hydra for tests: {@link dev.oryadmin.testing.FakeHydra} answers like the client
 * administration of a real server, from memory, on two local ports.
 */
@NullMarked
package dev.oryadmin.testing;

import org.jspecify.annotations.NullMarked;
