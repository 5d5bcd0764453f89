/** Tests of the fake server, outside its package so that they stay out of its jar. */
@NullMarked
package dev.oryadmin.fake;

import org.jspecify.annotations.NullMarked;
