package almanac.entry;

import almanac.recurrence.Grain;
import almanac.recurrence.Rule;
import almanac.recurrence.RuleSet;
import almanac.time.Shape;
import almanac.time.Span;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A stretch of a series with the same details, time and rule.
 *
 * @param from first key that it rules; the first segment rules from the beginning
 * @param first DTSTART of its rule, which may lie before {@code from}: so COUNT and intervals keep
 *     their phase when a series is split
 * @param shiftSeconds how far its starts lie from where their keys say
 * @param gone whether nothing of it takes place: kept, so that its neighbours end where they did
 */
public record Segment(
        OccurrenceKey from,
        Details details,
        Span first,
        Optional<Rule> rule,
        List<LocalDateTime> additions,
        long shiftSeconds,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean gone) {

    public Segment {
        additions = List.copyOf(additions);
    }

    /** A segment that takes place. */
    public Segment(
            OccurrenceKey from,
            Details details,
            Span first,
            Optional<Rule> rule,
            List<LocalDateTime> additions,
            long shiftSeconds) {
        this(from, details, first, rule, additions, shiftSeconds, false);
    }

    /** The starts that its rule and dates give, whatever was excluded. */
    public RuleSet starts() {
        return new RuleSet(first.localStart(), zone(), rule, new TreeSet<>(additions));
    }

    /** The starts that its rule gives, without the dates that were added. */
    RuleSet ruled() {
        return starts().withAdditions(List.of());
    }

    /** From when it rules, in its own time. */
    public LocalDateTime begins(Numbering numbering) {
        return from.equals(OccurrenceKey.FIRST)
                ? LocalDateTime.of(0, 1, 1, 0, 0)
                : startOf(from, numbering);
    }

    ZoneId zone() {
        return zoneOf(first);
    }

    static ZoneId zoneOf(Span span) {
        return switch (span) {
            case Span.Timed(var start, var zone, var end) -> zone;
            case Span.AllDay allDay -> ZoneOffset.UTC;
        };
    }

    /** Longest that an occurrence can take on the wall clock, with room for a change of offset. */
    Duration reach() {
        return Duration.between(first.startsAt(ZoneOffset.UTC), first.endsAt(ZoneOffset.UTC))
                .plusHours(26);
    }

    /** Where a key lies in this segment. */
    public LocalDateTime startOf(OccurrenceKey key, Numbering numbering) {
        return new Grain(numbering.stepSeconds())
                .start(numbering.anchor(), key.slot())
                .plusSeconds(shiftSeconds);
    }

    /**
     * The key of a start; the inverse of {@link #startOf}. In a series of whole days the date
     * counts.
     *
     * @throws IllegalArgumentException when the start lies between two steps
     */
    public OccurrenceKey keyOf(LocalDateTime start, Numbering numbering) {
        return new OccurrenceKey(
                new Grain(numbering.stepSeconds())
                        .slot(numbering.anchor(), start.minusSeconds(shiftSeconds)));
    }

    /** The span of the occurrence that starts then. */
    public Span at(LocalDateTime start) {
        var shape = first.shape();
        return switch (shape) {
            case Shape.Timed timed -> timed.at(start.toLocalTime()).on(start.toLocalDate());
            case Shape.AllDay allDay -> allDay.on(start.toLocalDate());
        };
    }

    Segment beginning(OccurrenceKey key) {
        return new Segment(key, details, first, rule, additions, shiftSeconds, gone);
    }

    Segment with(Change change) {
        return switch (change) {
            case Change.Reshaped reshaped -> reshaped(reshaped);
            case Change.Repeats repeats -> this;
            case Change.When when -> this;
            default ->
                    new Segment(
                            from, details.with(change), first, rule, additions, shiftSeconds, gone);
        };
    }

    Segment rescheduled(EntryFact.SegmentRescheduled to) {
        return new Segment(
                from,
                details,
                to.first(),
                to.recurrence().rule(),
                to.recurrence().additions(),
                to.shiftSeconds());
    }

    Segment deleted() {
        return new Segment(from, details, first, rule, additions, shiftSeconds, true);
    }

    /** The rule whose starts are those of this one's, moved as the first is; empty if none is. */
    public Optional<Rule> ruleMovedTo(Span moved) {
        return rule.flatMap(each -> RuleMove.of(each, first, moved));
    }

    /**
     * Whether a rule can say that all its starts move by these days and take this time; a segment
     * of which it cannot keeps its rule.
     */
    public boolean canTake(Change.Reshaped reshaped) {
        return rule.map(each -> canMove(each, reshaped.of(first))).orElse(true);
    }

    private boolean canMove(Rule each, Span moved) {
        var losesTimes = first instanceof Span.Timed && moved instanceof Span.AllDay;
        var keepsTime = first.localStart().toLocalTime().equals(moved.localStart().toLocalTime());
        return (keepsTime || RuleMove.ofAnyTime(each))
                && RuleMove.of(each, first, moved)
                        .filter(after -> !losesTimes || RuleMove.ofDays(after))
                        .isPresent();
    }

    private Segment reshaped(Change.Reshaped reshaped) {
        var moved = reshaped.of(first);
        var by = RuleMove.distance(first, moved);
        return new Segment(
                from,
                details,
                moved,
                rule.map(each -> RuleMove.of(each, first, moved).orElse(each)),
                additions.stream().map(start -> start.plus(by)).toList(),
                shiftSeconds + by.toSeconds(),
                gone);
    }
}
