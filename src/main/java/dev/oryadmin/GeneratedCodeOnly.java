package dev.oryadmin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what is public only because generated code in other packages needs it.
 *
 * <p>It is no part of the API: not in the Javadoc, not compared between versions, and changed
 * without notice.
 *
 * @hidden
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.CONSTRUCTOR, ElementType.METHOD})
public @interface GeneratedCodeOnly {}
