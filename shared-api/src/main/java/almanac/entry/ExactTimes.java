package almanac.entry;

import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.time.End;
import almanac.time.Span;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Times of ours that iCalendar cannot say: it has no fractions of a second (RFC 5545 3.3.12), and
 * an offset is named there like a zone that has no other.
 */
public final class ExactTimes {

    private ExactTimes() {}

    /**
     * An object as it was said, at the very times that stand where it says those as far as it can.
     *
     * @param part of the entry that the object is
     */
    public static ImportedEntry over(
            EntryState standing, OccurrenceKey part, ImportedEntry object) {
        return switch (standing) {
            case SingleEntry single -> over(single.span(), Map.of(), object);
            case Series series when inexpressible(series) ->
                    series.segmentAt(part)
                            .flatMap(segment -> EntryPart.of(series, segment))
                            .map(now -> over(now.content(), object))
                            .orElse(object);
            case Series series -> object;
            case EntryState.Absent absent -> object;
            case EntryState.Deleted deleted -> object;
        };
    }

    private static boolean inexpressible(Series series) {
        return Stream.concat(
                        series.segments().stream().map(Segment::first),
                        series.overrides().stream()
                                .flatMap(own -> own.changes().stream())
                                .flatMap(change ->
                                        change instanceof Change.When(var span)
                                                ? Stream.of(span)
                                                : Stream.of()))
                .anyMatch(span -> !whole(span).equals(span) || offset(span).isPresent());
    }

    private static ImportedEntry over(ImportedEntry standing, ImportedEntry object) {
        var spans = new HashMap<LocalDateTime, Span>();
        standing.overrides().forEach(own -> spans.put(own.originalStart(), own.span()));
        return over(standing.span(), spans, object);
    }

    private static ImportedEntry over(
            Span standing, Map<LocalDateTime, Span> overrides, ImportedEntry object) {
        return new ImportedEntry(
                object.uid(),
                object.details(),
                over(Optional.of(standing), object.span()),
                object.recurrence(),
                object.exclusions(),
                object.overrides().stream().map(own -> over(overrides, own)).toList());
    }

    private static ImportedOverride over(Map<LocalDateTime, Span> standing, ImportedOverride own) {
        var there = Optional.ofNullable(standing.get(own.originalStart()));
        return new ImportedOverride(own.originalStart(), own.details(), over(there, own.span()));
    }

    private static Span over(Optional<Span> standing, Span said) {
        return standing.filter(span -> isSaidBy(said, whole(span))).orElse(said);
    }

    private static boolean isSaidBy(Span said, Span exact) {
        return exact.equals(said)
                || exact instanceof Span.Timed(var start, var zone, var end)
                        && said instanceof Span.Timed(var from, var other, var to)
                        && start.equals(from)
                        && end.equals(to)
                        && offset(exact).isPresent()
                        && offset(exact).equals(offset(said));
    }

    /** Of a zone whose clock never changes. */
    private static Optional<ZoneId> offset(Span span) {
        return span instanceof Span.Timed timed
                ? Optional.of(timed.zone().normalized()).filter(ZoneOffset.class::isInstance)
                : Optional.empty();
    }

    private static Span whole(Span span) {
        return switch (span) {
            case Span.AllDay days -> days;
            case Span.Timed(var start, var zone, var end) ->
                    new Span.Timed(start.withNano(0), zone, whole(end));
        };
    }

    private static End whole(End end) {
        return switch (end) {
            case End.None none -> none;
            case End.OnDay day -> day;
            case End.At(var time) -> new End.At(time.withNano(0));
        };
    }
}
