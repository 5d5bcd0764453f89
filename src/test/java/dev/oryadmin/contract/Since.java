package dev.oryadmin.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A rule that older servers don't keep: on them it is skipped, by its name and with the reason. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Since {
  /** The first servers that keep it. */
  Generation value();

  /** What those before do, or lack. */
  String before();
}
