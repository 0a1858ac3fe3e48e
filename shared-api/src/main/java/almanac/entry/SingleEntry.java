package almanac.entry;

import almanac.calendar.CalendarId;
import almanac.time.Span;
import almanac.time.Window;
import almanac.user.UserId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** An entry that happens once. */
public record SingleEntry(
        EntryId entry, CalendarId calendar, String uid, UserId creator, Details details, Span span)
        implements EntryState.Live {

    @Override
    public EntryState evolve(EntryFact fact) {
        return switch (fact) {
            case EntryFact.EntryUpdated(var id, var changes) -> withAll(changes);
            case EntryFact.EntryMoved(var id, var from, var to) ->
                    new SingleEntry(entry, to, uid, creator, details, span);
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
            case Change.When(var to) -> new SingleEntry(entry, calendar, uid, creator, details, to);
            case Change.Repeats(var first, var recurrence, var numbering) ->
                    recurrence
                            .<EntryState>map(
                                    to -> Series.starting(this, first, to, numbering.orElseThrow()))
                            .orElse(this);
            default -> new SingleEntry(entry, calendar, uid, creator, details.with(change), span);
        };
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
        return Optional.empty();
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
