package almanac.feed;

import almanac.entry.Details;
import almanac.entry.Recurrence;
import almanac.time.Span;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * One thing on a calendar as it stands.
 *
 * @param master of the series, or the part of one, that an occurrence is in; itself otherwise
 * @param recurrence only on a master
 * @param exclusions of a master: local original starts that take place no more
 * @param planned only on an occurrence: where the series had put it, in its own kind and zone
 * @param exception whether an occurrence differs from its series
 * @param revision sequence number of the entry's last fact
 */
public record FeedRecord(
        FeedId id,
        FeedId master,
        String uid,
        Details details,
        Span span,
        Optional<Recurrence> recurrence,
        List<LocalDateTime> exclusions,
        Optional<Span> planned,
        boolean exception,
        Instant createdAt,
        Instant updatedAt,
        long revision) {}
