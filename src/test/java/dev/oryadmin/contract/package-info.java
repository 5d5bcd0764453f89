/**
 * What a Hydra server promises, as tests that run against the fake and against any real one: see
 * docs/testing.md.
 */
@NullMarked
package dev.oryadmin.contract;

import org.jspecify.annotations.NullMarked;
