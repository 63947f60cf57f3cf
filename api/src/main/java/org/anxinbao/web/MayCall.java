package org.anxinbao.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The roles that may call a staff route; no role named means every signed-in member. A staff route
 * without it answers nobody. Somebody else gets the 404 that an unknown path gets.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MayCall {
  Role[] value() default {};
}
