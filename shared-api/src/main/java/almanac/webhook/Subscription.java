package almanac.webhook;

import almanac.calendar.CalendarId;

/**
 * What makes an endpoint a subscription of the Aurinko API: it is told of the events of one
 * calendar, in the words and under the signature of that API (docs/adr/0025).
 *
 * @param primary whether the calendar was named {@code primary}; it stays the one that it was then
 */
public record Subscription(CalendarId calendar, boolean primary) {

    /** What is subscribed to, as its owner named it. */
    public String resource() {
        return "/calendars/" + (primary ? "primary" : Long.toString(calendar.value())) + "/events";
    }
}
