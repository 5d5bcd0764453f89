package dev.oryadmin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks tests that run without TRACE, which reads bodies ahead: they look at how bodies are read,
 * or at time. All others run with it: see {@link SuiteLog}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Untraced {}
