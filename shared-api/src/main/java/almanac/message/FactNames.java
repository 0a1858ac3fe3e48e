package almanac.message;

import almanac.automation.RuleFact;
import almanac.automation.RunFact;
import almanac.calendar.CalendarFact;
import almanac.comment.CommentFact;
import almanac.connection.ConflictFact;
import almanac.connection.ConnectionFact;
import almanac.course.CourseFact;
import almanac.entry.EntryFact;
import almanac.operation.OperationFact;
import almanac.user.UserFact;
import almanac.webhook.EndpointFact;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Under which name each fact is stored. Names and revisions are for ever; classes may move. */
public final class FactNames {

    /** Stored name to class, in the current revision. */
    public static final Map<String, Class<?>> ALL = Map.copyOf(table());

    private static final Map<Class<?>, String> NAMES =
            ALL.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private FactNames() {}

    /** The stored name of a fact. */
    public static String of(Object fact) {
        return Optional.ofNullable(NAMES.get(fact.getClass()))
                .orElseThrow(() -> new IllegalArgumentException("no stored name: " + fact));
    }

    private static Map<String, Class<?>> table() {
        var names = new LinkedHashMap<String, Class<?>>();
        names.put("entry.created", EntryFact.EntryCreated.class);
        names.put("entry.updated", EntryFact.EntryUpdated.class);
        names.put("entry.occurrence-updated", EntryFact.OccurrenceUpdated.class);
        names.put("entry.following-updated", EntryFact.FollowingUpdated.class);
        names.put("entry.occurrence-deleted", EntryFact.OccurrenceDeleted.class);
        names.put("entry.occurrence-restored", EntryFact.OccurrenceRestored.class);
        names.put("entry.following-deleted", EntryFact.FollowingDeleted.class);
        names.put("entry.segment-updated", EntryFact.SegmentUpdated.class);
        names.put("entry.segment-rescheduled", EntryFact.SegmentRescheduled.class);
        names.put("entry.segment-deleted", EntryFact.SegmentDeleted.class);
        names.put("entry.moved", EntryFact.EntryMoved.class);
        names.put("entry.deleted", EntryFact.EntryDeleted.class);
        names.put("entry.restored", EntryFact.EntryRestored.class);
        names.put("calendar.created", CalendarFact.CalendarCreated.class);
        names.put("calendar.changed", CalendarFact.CalendarChanged.class);
        names.put("calendar.deleted", CalendarFact.CalendarDeleted.class);
        names.put("calendar.restored", CalendarFact.CalendarRestored.class);
        names.put("calendar.shared", CalendarFact.CalendarShared.class);
        names.put("calendar.unshared", CalendarFact.CalendarUnshared.class);
        names.put("calendar.feed-reset", CalendarFact.FeedReset.class);
        names.put("course.created", CourseFact.CourseCreated.class);
        names.put("course.changed", CourseFact.CourseChanged.class);
        names.put("course.deleted", CourseFact.CourseDeleted.class);
        names.put("user.registered", UserFact.UserRegistered.class);
        names.put("user.profile-changed", UserFact.ProfileChanged.class);
        names.put("user.role-granted", UserFact.RoleGranted.class);
        names.put("user.role-taken", UserFact.RoleTaken.class);
        names.put("user.api-key-issued", UserFact.ApiKeyIssued.class);
        names.put("user.api-key-rotated", UserFact.ApiKeyRotated.class);
        names.put("user.api-key-revoked", UserFact.ApiKeyRevoked.class);
        names.put("user.erased", UserFact.UserErased.class);
        names.put("comment.written", CommentFact.CommentWritten.class);
        names.put("comment.edited", CommentFact.CommentEdited.class);
        names.put("comment.flagged", CommentFact.CommentFlagged.class);
        names.put("comment.unflagged", CommentFact.CommentUnflagged.class);
        names.put("comment.open-tracked", CommentFact.OpenTracked.class);
        names.put("connection.connected", ConnectionFact.Connected.class);
        names.put("connection.reconnected", ConnectionFact.Reconnected.class);
        names.put("connection.failed", ConnectionFact.ConnectionFailed.class);
        names.put("connection.recovered", ConnectionFact.ConnectionRecovered.class);
        names.put("connection.calendars-listed", ConnectionFact.CalendarsListed.class);
        names.put("connection.calendar-mapped", ConnectionFact.CalendarMapped.class);
        names.put("connection.mapping-changed", ConnectionFact.MappingChanged.class);
        names.put("connection.mapping-ended", ConnectionFact.MappingEnded.class);
        names.put("connection.disconnected", ConnectionFact.Disconnected.class);
        names.put("conflict.detected", ConflictFact.ConflictDetected.class);
        names.put("conflict.resolved", ConflictFact.ConflictResolved.class);
        names.put("rule.created", RuleFact.RuleCreated.class);
        names.put("rule.changed", RuleFact.RuleChanged.class);
        names.put("rule.deleted", RuleFact.RuleDeleted.class);
        names.put("rule.run-begun", RunFact.RunBegun.class);
        names.put("rule.run-ended", RunFact.RunEnded.class);
        names.put("webhook.registered", EndpointFact.EndpointRegistered.class);
        names.put("webhook.changed", EndpointFact.EndpointChanged.class);
        names.put("webhook.enabled", EndpointFact.EndpointEnabled.class);
        names.put("webhook.disabled", EndpointFact.EndpointDisabled.class);
        names.put("webhook.secret-replaced", EndpointFact.SecretReplaced.class);
        names.put("webhook.deleted", EndpointFact.EndpointDeleted.class);
        names.put("operation.begun", OperationFact.OperationBegun.class);
        names.put("operation.ended", OperationFact.OperationEnded.class);
        return names;
    }
}
