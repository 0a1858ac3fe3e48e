/** Decisions about calendars and who shares them. */
@NullMarked
package almanac.command.calendar;

import org.jspecify.annotations.NullMarked;
