package almanac.sync.mail;

import almanac.entry.Change;
import almanac.entry.EntryFact;
import java.util.List;

/**
 * Which changes give an invitation a new SEQUENCE: when it takes place, whether it does, and who is
 * off the list (RFC 5546 2.1.4, 3.2.5). Facts keep the number that a writer or a provider said;
 * what was changed here since is counted on top of it, so that a number never goes back.
 */
final class Significance {

    private Significance() {}

    static int of(EntryFact fact) {
        return switch (fact) {
            case EntryFact.EntryCreated created -> 0;
            case EntryFact.EntryMoved moved -> 0;
            case EntryFact.EntryUpdated(var id, var changes) -> of(changes);
            case EntryFact.OccurrenceUpdated(var id, var key, var changes) -> of(changes);
            case EntryFact.FollowingUpdated(var id, var key, var changes) -> of(changes);
            case EntryFact.SegmentUpdated(var id, var key, var changes) -> of(changes);
            case EntryFact.OccurrenceDeleted deleted -> 1;
            case EntryFact.OccurrenceRestored restored -> 1;
            case EntryFact.SegmentRescheduled rescheduled -> 1;
            case EntryFact.SegmentDeleted deleted -> 1;
            case EntryFact.FollowingDeleted deleted -> 1;
            case EntryFact.EntryDeleted deleted -> 1;
            case EntryFact.EntryRestored restored -> 1;
        };
    }

    private static int of(List<Change> changes) {
        return changes.stream().anyMatch(Significance::matters) ? 1 : 0;
    }

    private static boolean matters(Change change) {
        return change instanceof Change.When
                || change instanceof Change.Reshaped
                || change instanceof Change.Repeats
                || change instanceof Change.StatusTo
                || change instanceof Change.Uninvited;
    }
}
