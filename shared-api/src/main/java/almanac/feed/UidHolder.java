package almanac.feed;

import almanac.entry.EntryId;

/** An entry that is on a calendar and has this iCalendar UID; there may be others that have it. */
public record UidHolder(String uid, EntryId entry) {}
