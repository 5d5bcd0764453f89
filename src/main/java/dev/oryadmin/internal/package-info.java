/**
 * What the SDK needs and users never name: how values are read and written, how calls travel.
 *
 * <p>Anything here may change in any release.
 */
@NullMarked
package dev.oryadmin.internal;

import org.jspecify.annotations.NullMarked;
