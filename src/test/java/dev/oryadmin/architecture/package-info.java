@NullMarked
package dev.oryadmin.architecture;

import org.jspecify.annotations.NullMarked;
