package almanac.app.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * For what a misspelt word would turn into something else, such as a dry run into the deed: a body
 * of this type may have no field that the type does not have, a request to this handler no query
 * parameter that the handler does not take. Elsewhere both are passed over.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Exact {}
