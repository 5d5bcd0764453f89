@NullMarked
package dev.oryadmin.generated;

import org.jspecify.annotations.NullMarked;
