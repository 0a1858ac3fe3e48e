package almanac.sync.webhook;

import almanac.entry.Change;
import almanac.entry.EntryFact;
import almanac.entry.Status;
import almanac.webhook.Topic;
import java.util.List;

/** What a change of an entry is called. */
final class EntryTopics {

    private EntryTopics() {}

    static Topic of(EntryFact fact) {
        return switch (fact) {
            case EntryFact.EntryCreated created -> Topic.EVENT_CREATED;
            case EntryFact.EntryDeleted deleted -> Topic.EVENT_DELETED;
            case EntryFact.EntryUpdated(var id, var changes) -> of(changes);
            case EntryFact.OccurrenceUpdated(var id, var key, var changes) -> of(changes);
            case EntryFact.FollowingUpdated(var id, var key, var changes) -> of(changes);
            case EntryFact.SegmentUpdated(var id, var key, var changes) -> of(changes);
            case EntryFact.SegmentRescheduled rescheduled -> Topic.EVENT_RESCHEDULED;
            case EntryFact.OccurrenceDeleted deleted -> Topic.EVENT_UPDATED;
            case EntryFact.OccurrenceRestored restored -> Topic.EVENT_UPDATED;
            case EntryFact.SegmentDeleted deleted -> Topic.EVENT_UPDATED;
            case EntryFact.FollowingDeleted deleted -> Topic.EVENT_UPDATED;
            case EntryFact.EntryMoved moved -> Topic.EVENT_UPDATED;
            case EntryFact.EntryRestored restored -> Topic.EVENT_UPDATED;
        };
    }

    private static Topic of(List<Change> changes) {
        if (changes.contains(new Change.StatusTo(Status.CANCELLED))) {
            return Topic.EVENT_CANCELLED;
        }
        return changes.stream().anyMatch(EntryTopics::moves)
                ? Topic.EVENT_RESCHEDULED
                : Topic.EVENT_UPDATED;
    }

    private static boolean moves(Change change) {
        return change instanceof Change.When
                || change instanceof Change.Reshaped
                || change instanceof Change.Repeats;
    }
}
