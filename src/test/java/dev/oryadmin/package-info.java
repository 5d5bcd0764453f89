@NullMarked
package dev.oryadmin;

import org.jspecify.annotations.NullMarked;
