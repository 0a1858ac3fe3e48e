/** Calendars, and who may do what on them. */
@NullMarked
package almanac.query.calendar;

import org.jspecify.annotations.NullMarked;
