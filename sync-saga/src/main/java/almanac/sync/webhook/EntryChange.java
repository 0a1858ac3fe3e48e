package almanac.sync.webhook;

import almanac.entry.Change;
import almanac.entry.EntryFact;
import almanac.entry.EntryNumber;
import almanac.entry.OccurrenceKey;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which part of an event changed, and which of its fields. */
final class EntryChange {

    private static final Map<Class<?>, String> FIELDS =
            Arrays.stream(
                            Optional.ofNullable(Change.class.getAnnotation(JsonSubTypes.class))
                                    .orElseThrow()
                                    .value())
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    JsonSubTypes.Type::value, JsonSubTypes.Type::name));

    private EntryChange() {}

    static Map<String, Object> of(EntryFact fact) {
        return switch (fact) {
            case EntryFact.EntryCreated created -> whole("created", List.of());
            case EntryFact.EntryUpdated(var id, var changes) -> whole("updated", changes);
            case EntryFact.EntryMoved moved -> whole("moved", List.of());
            case EntryFact.EntryDeleted deleted -> whole("deleted", List.of());
            case EntryFact.EntryRestored restored -> whole("restored", List.of());
            case EntryFact.OccurrenceUpdated(var id, var key, var changes) ->
                    part(fact, "occurrence", "updated", key, changes);
            case EntryFact.OccurrenceDeleted(var id, var key) ->
                    part(fact, "occurrence", "deleted", key, List.of());
            case EntryFact.OccurrenceRestored(var id, var key) ->
                    part(fact, "occurrence", "restored", key, List.of());
            case EntryFact.FollowingUpdated(var id, var key, var changes) ->
                    part(fact, "following", "updated", key, changes);
            case EntryFact.FollowingDeleted(var id, var key) ->
                    part(fact, "following", "deleted", key, List.of());
            case EntryFact.SegmentUpdated(var id, var key, var changes) ->
                    part(fact, "segment", "updated", key, changes);
            case EntryFact.SegmentRescheduled rescheduled ->
                    part(fact, "segment", "updated", rescheduled.from(), List.of());
            case EntryFact.SegmentDeleted(var id, var key) ->
                    part(fact, "segment", "deleted", key, List.of());
        };
    }

    private static Map<String, Object> whole(String what, List<Change> changes) {
        var json = new LinkedHashMap<String, Object>();
        json.put("scope", "event");
        json.put("what", what);
        json.put("fields", fields(changes));
        return json;
    }

    private static Map<String, Object> part(
            EntryFact fact, String scope, String what, OccurrenceKey key, List<Change> changes) {
        var json = whole(what, changes);
        json.put("scope", scope);
        if (EntryNumber.reaches(key)) {
            json.put("occurrence_id", EntryNumber.of(fact.entry(), key).value());
        }
        return json;
    }

    private static List<String> fields(List<Change> changes) {
        return changes.stream()
                .map(change -> FIELDS.getOrDefault(change.getClass(), "other"))
                .distinct()
                .toList();
    }
}
