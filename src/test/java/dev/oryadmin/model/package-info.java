@NullMarked
package dev.oryadmin.model;

import org.jspecify.annotations.NullMarked;
