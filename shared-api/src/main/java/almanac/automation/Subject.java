package almanac.automation;

import almanac.calendar.CalendarId;
import almanac.entry.Details;
import almanac.time.Span;

/**
 * What a rule looks at: an entry, or one occurrence.
 *
 * @param calendarName as its owner calls it
 */
public record Subject(Details details, Span span, CalendarId calendar, String calendarName) {}
