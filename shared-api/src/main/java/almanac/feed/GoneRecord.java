package almanac.feed;

import java.time.Instant;

/**
 * A record that a copy may hold and that is not on the calendar, or not in the window, any more.
 */
public record GoneRecord(FeedId id, Instant at) {}
