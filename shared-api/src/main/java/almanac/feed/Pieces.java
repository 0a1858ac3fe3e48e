package almanac.feed;

import almanac.entry.EntryPart;
import almanac.entry.EntryState;
import almanac.entry.Occurrence;
import almanac.entry.PartNames;
import almanac.entry.Segment;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.recurrence.BudgetExceeded;
import almanac.time.Span;
import almanac.time.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** As which records an entry is told. A pure function of its state and of what was agreed. */
public final class Pieces {

    /** A series with more occurrences in the window as it was at first is told by its masters. */
    static final int MOST_OCCURRENCES = 5_000;

    /** What a window that has grown since may add. */
    private static final int MOST_GROWN = 20 * MOST_OCCURRENCES;

    private Pieces() {}

    /** What of the entry belongs to a copy whose window's end has moved by so many hours. */
    public static List<Piece> of(EntryState.Live entry, FeedTerms terms, long hours) {
        var window = terms.after(hours);
        return switch (entry) {
            case SingleEntry single ->
                    single.span().touches(window) ? List.of(single(single)) : List.of();
            case Series series ->
                    switch (terms.mode()) {
                        case MASTERS -> touching(series, window) ? whole(series) : List.of();
                        case EXPANDED -> expanded(series, terms, window);
                    };
        };
    }

    /** The entry with all that it has. */
    public static List<Piece> whole(EntryState.Live entry) {
        return switch (entry) {
            case SingleEntry single -> List.of(single(single));
            case Series series -> whole(series);
        };
    }

    /** That one record; an occurrence need not be an exception to be one. */
    public static Optional<Piece> one(EntryState.Live entry, FeedId id) {
        return id.part() || id.whole()
                ? whole(entry).stream().filter(piece -> piece.id().equals(id)).findFirst()
                : id.number()
                        .occurrence()
                        .flatMap(entry::occurrence)
                        .map(occurrence ->
                                switch (entry) {
                                    case SingleEntry single -> single(single);
                                    case Series series -> new Telling(series).of(occurrence);
                                });
    }

    /** The occurrence that the entry had put at that moment. */
    public static Optional<Piece> at(EntryState.Live entry, Instant originalStart) {
        return switch (entry) {
            case SingleEntry single -> Optional.empty();
            case Series series ->
                    series.segments().stream()
                            .flatMap(segment -> at(series, segment, originalStart).stream())
                            .map(new Telling(series)::of)
                            .findFirst();
        };
    }

    private static Optional<Occurrence> at(Series series, Segment segment, Instant originalStart) {
        var zone = segment.first() instanceof Span.Timed timed ? timed.zone() : ZoneOffset.UTC;
        return Stream.of(LocalDateTime.ofInstant(originalStart, zone), skipped(originalStart, zone))
                .distinct()
                .filter(start -> start.atZone(zone).toInstant().equals(originalStart))
                .flatMap(start -> at(series, segment, start).stream())
                .findFirst();
    }

    /** What a clock that had not been put forward the day before would show. */
    private static LocalDateTime skipped(Instant at, ZoneId zone) {
        return LocalDateTime.ofInstant(at, zone.getRules().getOffset(at.minus(Duration.ofDays(1))));
    }

    private static Optional<Occurrence> at(Series series, Segment segment, LocalDateTime start) {
        try {
            var key = segment.keyOf(start, series.numbering());
            return series.occurrence(key)
                    .filter(occurrence -> occurrence.originalStart().equals(start))
                    .filter(occurrence -> series.segmentOf(key).equals(segment));
        } catch (IllegalArgumentException betweenSteps) {
            return Optional.empty();
        }
    }

    private static List<Piece> whole(Series series) {
        var pieces = new ArrayList<Piece>(masters(series));
        var telling = new Telling(series);
        for (var override : series.overrides()) {
            series.occurrence(override.key()).map(telling::of).ifPresent(pieces::add);
        }
        return pieces;
    }

    private static List<Piece> masters(Series series) {
        var masters = new ArrayList<Piece>();
        for (var part : PartNames.parts(series)) {
            masters.add(master(series, part, PartNames.name(part, masters.isEmpty())));
        }
        return masters.isEmpty() ? List.of(undivided(series)) : masters;
    }

    private static Piece master(Series series, EntryPart part, PartNames.PartName name) {
        var content = part.content();
        var id = FeedId.master(series.entry(), name.from());
        return new Piece(
                id,
                id,
                name.uid(),
                content.details(),
                content.span().fromWholeSecond(),
                content.recurrence(),
                content.exclusions(),
                Optional.empty(),
                false);
    }

    /** A series whose parts take too many steps to tell apart, or in which nothing takes place. */
    private static Piece undivided(Series series) {
        var master = series.master();
        return new Piece(
                FeedId.entry(series.entry()),
                FeedId.entry(series.entry()),
                series.uid(),
                master.details(),
                master.first().fromWholeSecond(),
                Optional.of(series.recurrence()),
                List.of(),
                Optional.empty(),
                false);
    }

    private static List<Piece> expanded(Series series, FeedTerms terms, Window window) {
        try {
            if (series.within(terms.window(), MOST_OCCURRENCES).size() <= MOST_OCCURRENCES) {
                return series.within(window, MOST_GROWN).stream()
                        .map(new Telling(series)::of)
                        .toList();
            }
        } catch (BudgetExceeded tooFine) {
            // told by its masters
        }
        return touching(series, window) ? whole(series) : List.of();
    }

    /** Whoever cannot be told from a distance is told. */
    private static boolean touching(Series series, Window window) {
        try {
            return !series.within(window, 0).isEmpty();
        } catch (BudgetExceeded tooFine) {
            return true;
        }
    }

    private static Piece single(SingleEntry single) {
        return new Piece(
                FeedId.entry(single.entry()),
                FeedId.entry(single.entry()),
                single.uid(),
                single.details(),
                single.span(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false);
    }

    /** Tells the occurrences of a series, each as one of the part that it is in. */
    private record Telling(Series series, PartNames parts) {

        Telling(Series series) {
            this(series, PartNames.of(series));
        }

        Piece of(Occurrence occurrence) {
            var part = parts.of(occurrence);
            return new Piece(
                    FeedId.of(occurrence.number()),
                    FeedId.master(series.entry(), part.from()),
                    part.uid(),
                    occurrence.details(),
                    occurrence.span(),
                    Optional.empty(),
                    List.of(),
                    occurrence.key().map(series::planned),
                    occurrence.exception());
        }
    }
}
