package dev.oryadmin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a type that is public only because generated code in other packages needs it.
 *
 * <p>Such a type is not part of the API: it is not in the Javadoc, it is not compared between
 * versions, and it changes without notice.
 *
 * @hidden
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.CONSTRUCTOR, ElementType.METHOD})
public @interface GeneratedCodeOnly {}
