package almanac.app.api.ics;

import almanac.entry.EntryCommand.MergeEntry;
import almanac.entry.ImportedEntry;
import almanac.entry.OccurrenceKey;
import almanac.entry.Segment;
import almanac.entry.Series;
import almanac.recurrence.BudgetExceeded;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * What is told of an object whose series was changed from an occurrence on since the file was
 * written, so that the file knows fewer parts than there are.
 */
final class SplitNotes {

    private SplitNotes() {}

    /** Of an object that is the whole series. */
    static Optional<String> whole(Series series) {
        return series.segments().stream()
                .skip(1)
                .filter(part -> !part.gone())
                .findFirst()
                .map(part ->
                        "the series is one whole again, as in the file; its part from "
                                + part.startOf(part.from(), series.numbering()).toLocalDate()
                                + " on is gone");
    }

    /**
     * Of an object that is a part of the series.
     *
     * @param inFile the keys at which the parts begin that the file holds
     */
    static Optional<String> part(Series series, MergeEntry part, Set<OccurrenceKey> inFile) {
        return series.segmentAt(part.part())
                .flatMap(segment -> next(series, segment))
                .filter(next -> !next.gone() && !inFile.contains(next.from()))
                .map(next -> next.startOf(next.from(), series.numbering()))
                .filter(from -> reaches(part.content(), from))
                .map(from ->
                        "from "
                                + from.toLocalDate()
                                + " on the series has a part of its own that is not in the file"
                                + " and stays as it is");
    }

    private static Optional<Segment> next(Series series, Segment segment) {
        return series.segments().stream()
                .filter(other -> other.from().compareTo(segment.from()) > 0)
                .findFirst();
    }

    private static boolean reaches(ImportedEntry content, LocalDateTime from) {
        try {
            return content.recurrence()
                    .filter(recurrence ->
                            recurrence.starts(content.span()).startsFrom(from).hasNext())
                    .isPresent();
        } catch (BudgetExceeded refusedAnyway) {
            return false;
        }
    }
}
