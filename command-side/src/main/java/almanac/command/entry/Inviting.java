package almanac.command.entry;

import almanac.entry.Answer;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryCommand.Respond;
import almanac.entry.EntryFact;
import almanac.entry.EntryState;
import almanac.entry.MailAddress;
import almanac.entry.Meeting;
import almanac.entry.OccurrenceKey;
import almanac.entry.Segment;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.List;
import java.util.stream.Stream;

/** Answers of those who are invited, and how many can be. */
final class Inviting {

    private Inviting() {}

    static List<EntryFact> respond(EntryState state, Respond command) {
        var live = Scheduling.live(state, command.entry());
        if (command.answer().response() == Answer.Response.DELEGATED) {
            throw Rejected.invalid("response", "a delegation must name the delegate");
        }
        var changes = List.<Change>of(new Change.Answered(command.address(), command.answer()));
        var everywhere = new EntryFact.EntryUpdated(live.entry(), changes);
        return switch (live) {
            case SingleEntry single -> {
                Surviving.requireIs(single, command.occurrence());
                requireInvited(Stream.of(single.details()), command.address());
                yield effective(single, everywhere);
            }
            case Series series when command.occurrence().isPresent() ->
                    toOccurrence(series, command.occurrence().get(), command, changes);
            case Series series -> {
                requireInvited(series.segments().stream().map(Segment::details), command.address());
                yield effective(series, everywhere);
            }
        };
    }

    private static List<EntryFact> toOccurrence(
            Series series, OccurrenceKey key, Respond command, List<Change> changes) {
        var details =
                series.occurrence(key)
                        .orElseThrow(() -> new Rejected(Deleting.noSuchOccurrence()))
                        .details();
        requireInvited(Stream.of(details), command.address());
        return details.withAll(changes).equals(details)
                ? List.of()
                : List.of(new EntryFact.OccurrenceUpdated(series.entry(), key, changes));
    }

    private static List<EntryFact> effective(EntryState.Live live, EntryFact fact) {
        return live.evolve(fact).equals(live) ? List.of() : List.of(fact);
    }

    private static void requireInvited(Stream<Details> details, MailAddress address) {
        if (details.noneMatch(each -> each.people().attendee(address).isPresent())) {
            throw new Rejected(new Rejection.NotFound("Attendee", address.text()));
        }
    }

    /**
     * The facts as they are.
     *
     * @throws Rejected when they would leave more attendees somewhere than we keep
     */
    static List<EntryFact> bounded(EntryState before, List<EntryFact> facts) {
        if (facts.stream().anyMatch(Inviting::invites)) {
            var state = before;
            for (var fact : facts) {
                state = state.evolve(fact);
            }
            if (everyDetails(state).anyMatch(Inviting::tooMany)) {
                throw Rejected.invalid(
                        "attendees",
                        "an event has at most " + Meeting.MOST_ATTENDEES + " attendees");
            }
        }
        return facts;
    }

    private static boolean invites(EntryFact fact) {
        return switch (fact) {
            case EntryFact.EntryCreated created -> created.details().meeting().isPresent();
            case EntryFact.EntryUpdated(var id, var changes) -> invites(changes);
            case EntryFact.OccurrenceUpdated(var id, var key, var changes) -> invites(changes);
            case EntryFact.FollowingUpdated(var id, var key, var changes) -> invites(changes);
            case EntryFact.SegmentUpdated(var id, var key, var changes) -> invites(changes);
            case EntryFact.SegmentRescheduled rescheduled -> false;
            case EntryFact.SegmentDeleted deleted -> false;
            case EntryFact.OccurrenceDeleted deleted -> false;
            case EntryFact.OccurrenceRestored restored -> false;
            case EntryFact.FollowingDeleted deleted -> false;
            case EntryFact.EntryMoved moved -> false;
            case EntryFact.EntryDeleted deleted -> false;
            case EntryFact.EntryRestored restored -> false;
        };
    }

    private static boolean invites(List<Change> changes) {
        return changes.stream().anyMatch(Change.Invited.class::isInstance);
    }

    private static boolean tooMany(Details details) {
        return details.people().attendees().size() > Meeting.MOST_ATTENDEES;
    }

    private static Stream<Details> everyDetails(EntryState state) {
        return switch (state) {
            case SingleEntry single -> Stream.of(single.details());
            case Series series ->
                    Stream.concat(
                            series.segments().stream().map(Segment::details),
                            series.overrides().stream()
                                    .map(override ->
                                            series.segmentOf(override.key())
                                                    .details()
                                                    .withAll(override.changes())));
            case EntryState.Absent absent -> Stream.empty();
            case EntryState.Deleted deleted -> Stream.empty();
        };
    }
}
