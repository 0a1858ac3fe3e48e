package almanac.message;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a person wrote, or by which one can be known. In a stored fact it is sealed with the key of
 * whoever acted (docs/adr/0022); once that key is destroyed an optional is absent, a collection
 * empty and a text the word given here.
 *
 * <p>On a component of a record that is part of a fact, however deep. What is marked is sealed as a
 * whole.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Personal {

    /** Stands where a text cannot be absent. */
    String WORD = "(erased)";

    /** Stands where a mail address is needed; reaches nobody (RFC 2606 2). */
    String NO_ADDRESS = "erased@erased.invalid";

    /** Stands where an address on the web is needed; leads nowhere (RFC 2606 2). */
    String NO_PLACE = "https://erased.invalid/";

    /** What stands in place of a text that was erased; JSON needs no escapes for it. */
    String erased() default WORD;
}
