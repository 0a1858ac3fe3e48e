package almanac.feed;

import almanac.entry.Details;
import almanac.entry.EntryExport;
import almanac.entry.Recurrence;
import almanac.time.Span;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** What one record says of an entry's state. */
public record Piece(
        FeedId id,
        FeedId master,
        String uid,
        Details details,
        Span span,
        Optional<Recurrence> recurrence,
        List<LocalDateTime> exclusions,
        Optional<Span> planned,
        boolean exception) {

    /** The record, with what is known of the entry as a whole. */
    public FeedRecord in(EntryExport entry) {
        return new FeedRecord(
                id,
                master,
                uid,
                details,
                span,
                recurrence,
                exclusions,
                planned,
                exception,
                entry.createdAt(),
                entry.updatedAt(),
                entry.revision());
    }
}
