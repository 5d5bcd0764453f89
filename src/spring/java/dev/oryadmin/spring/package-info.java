/**
 * Sets up the {@link dev.oryadmin.ApiClient} of a Spring Boot application from its properties.
 *
 * <p>An application names {@link dev.oryadmin.spring.ApiClientCustomizer} at most; the rest is
 * found by Spring Boot.
 */
@NullMarked
package dev.oryadmin.spring;

import org.jspecify.annotations.NullMarked;
