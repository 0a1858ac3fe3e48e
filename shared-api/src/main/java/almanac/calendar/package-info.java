/** Calendars and who may do what on them. */
@NullMarked
package almanac.calendar;

import org.jspecify.annotations.NullMarked;
