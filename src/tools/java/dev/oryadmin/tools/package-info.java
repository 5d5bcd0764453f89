/** What maintainers run: the lint of the fragment and the report on a new upstream document. */
@NullMarked
package dev.oryadmin.tools;

import org.jspecify.annotations.NullMarked;
