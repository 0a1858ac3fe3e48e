/**
 * iCalendar files in and out of calendars, and subscription feeds (contract 8.1 in spirit, RFC
 * 5545).
 */
@NullMarked
package almanac.app.api.ics;

import org.jspecify.annotations.NullMarked;
