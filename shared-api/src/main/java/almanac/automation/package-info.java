/**
 * Automation rules: what a user wants done by itself when their calendars change, and what became
 * of it. A rule is a value; whether it fits an entry is a pure function.
 */
@NullMarked
package almanac.automation;

import org.jspecify.annotations.NullMarked;
