package almanac.entry;

import almanac.calendar.CalendarView;
import almanac.time.Span;
import almanac.user.UserSummary;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry or occurrence as a viewer sees it.
 *
 * @param number the single entry, the master, or one occurrence
 * @param uid of the entry; of an occurrence, that of the part that it is in
 * @param part where the later part of a split series begins that an occurrence is in
 * @param recurrence only on a master
 * @param planned only on an occurrence: where the series had put it, in its own kind and zone
 * @param revision sequence number of the entry's last fact
 */
public record EntryView(
        EntryNumber number,
        String uid,
        Optional<OccurrenceKey> part,
        Details details,
        Span span,
        Optional<Recurrence> recurrence,
        Optional<Span> planned,
        boolean exception,
        CalendarView calendar,
        UserSummary creator,
        Instant createdAt,
        Instant updatedAt,
        long revision) {}
