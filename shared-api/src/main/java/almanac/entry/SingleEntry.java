package almanac.entry;

import almanac.calendar.CalendarId;
import almanac.recurrence.Grain;
import almanac.time.Span;
import almanac.time.Window;
import almanac.user.UserId;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * An entry that happens once.
 *
 * @param survivor the occurrence that it was, where it is what a series left: its number and its
 *     thread are the entry's too (docs/adr/0033)
 */
public record SingleEntry(
        EntryId entry,
        CalendarId calendar,
        String uid,
        UserId creator,
        Details details,
        Span span,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Survivor> survivor)
        implements EntryState.Live {

    /**
     * An occurrence of the series that was.
     *
     * @param numbering that of the series
     */
    public record Survivor(OccurrenceKey key, Numbering numbering) {
        private LocalDateTime originalStart() {
            return new Grain(numbering.stepSeconds()).start(numbering.anchor(), key.slot());
        }
    }

    /** One that no series left. */
    public SingleEntry(
            EntryId entry,
            CalendarId calendar,
            String uid,
            UserId creator,
            Details details,
            Span span) {
        this(entry, calendar, uid, creator, details, span, Optional.empty());
    }

    @Override
    public EntryState evolve(EntryFact fact) {
        return switch (fact) {
            case EntryFact.EntryUpdated(var id, var changes) -> withAll(changes);
            case EntryFact.EntryMoved(var id, var from, var to) ->
                    new SingleEntry(entry, to, uid, creator, details, span, survivor);
            case EntryFact.EntryDeleted(var id, var from) -> new EntryState.Deleted(calendar);
            case EntryFact.EntryCreated created -> throw cannotFollow(fact);
            case EntryFact.OccurrenceUpdated updated -> throw cannotFollow(fact);
            case EntryFact.FollowingUpdated updated -> throw cannotFollow(fact);
            case EntryFact.OccurrenceDeleted deleted -> throw cannotFollow(fact);
            case EntryFact.OccurrenceRestored restored -> throw cannotFollow(fact);
            case EntryFact.FollowingDeleted deleted -> throw cannotFollow(fact);
            case EntryFact.SegmentUpdated updated -> throw cannotFollow(fact);
            case EntryFact.SegmentRescheduled rescheduled -> throw cannotFollow(fact);
            case EntryFact.SegmentDeleted deleted -> throw cannotFollow(fact);
            case EntryFact.EntryRestored(var id, var content) -> content;
        };
    }

    private EntryState withAll(List<Change> changes) {
        EntryState state = this;
        for (var change : changes) {
            state =
                    state instanceof SingleEntry single
                            ? single.with(change)
                            : state.evolve(new EntryFact.EntryUpdated(entry, List.of(change)));
        }
        return state;
    }

    private EntryState with(Change change) {
        return switch (change) {
            case Change.When(var to) ->
                    new SingleEntry(entry, calendar, uid, creator, details, to, survivor);
            case Change.Repeats(var first, var recurrence, var numbering, var left) ->
                    recurrence
                            .<EntryState>map(to -> repeating(first, to, numbering.orElseThrow()))
                            .orElse(this);
            default ->
                    new SingleEntry(
                            entry, calendar, uid, creator, details.with(change), span, survivor);
        };
    }

    /** Where it counts on as the series did that left it, its first occurrence is the survivor. */
    Series repeating(Span first, Recurrence recurrence, Numbering numbering) {
        var origin =
                survivor.filter(it -> it.numbering().equals(numbering))
                        .map(Survivor::originalStart)
                        .orElse(numbering.anchor());
        var segment =
                new Segment(
                        OccurrenceKey.FIRST,
                        details,
                        first,
                        recurrence.rule(),
                        recurrence.additions(),
                        Duration.between(origin, first.localStart()).toSeconds());
        return new Series(
                entry,
                calendar,
                uid,
                creator,
                numbering,
                List.of(segment),
                List.of(),
                new TreeSet<>(),
                Optional.empty());
    }

    private IllegalStateException cannotFollow(EntryFact fact) {
        return new IllegalStateException("a single entry stands, so this cannot follow: " + fact);
    }

    @Override
    public List<Occurrence> within(Window window, int limit) {
        return span.touches(window) ? List.of(self()) : List.of();
    }

    @Override
    public Optional<Occurrence> occurrence(OccurrenceKey key) {
        return survivor.filter(it -> it.key().equals(key)).map(it -> self());
    }

    @Override
    public List<Occurrence> head(int limit) {
        return List.of(self());
    }

    /** This entry as its only occurrence. */
    public Occurrence self() {
        return new Occurrence(entry, Optional.empty(), details, span, span.localStart(), false);
    }

    @Override
    public Extent extent() {
        return new Extent(span.startsAt(ZoneOffset.MAX), span.endsAt(ZoneOffset.MIN));
    }
}
