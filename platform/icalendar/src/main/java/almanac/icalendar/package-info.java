/**
 * iCalendar text (RFC 5545) to our language and back, on ical4j. No Spring, no network: streams in,
 * streams out.
 */
@NullMarked
package almanac.icalendar;

import org.jspecify.annotations.NullMarked;
