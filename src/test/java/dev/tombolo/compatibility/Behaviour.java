package dev.tombolo.compatibility;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says where the rule is written that a test, or every test of a class, shows to hold. The test's
 * name is the behaviour, as the compatibility page has it.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Behaviour {
  /** The section of the specification, or what else it is known from. */
  String source();

  /** The row of the checklist that Tombolo was made by; 0 for none. */
  int row() default 0;
}
