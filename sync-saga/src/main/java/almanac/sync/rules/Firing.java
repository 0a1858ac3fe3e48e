package almanac.sync.rules;

import almanac.automation.Reach;
import almanac.automation.Trigger;
import almanac.entry.EntryFact;
import almanac.message.Origin;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a fact sets going.
 *
 * @param reach as much of the entry as had changed
 */
record Firing(Set<Trigger> triggers, Reach reach) {

    Firing {
        triggers = Set.copyOf(triggers);
    }

    /** Empty for what rules did themselves, and where nothing is left to do something to. */
    static Optional<Firing> of(EntryFact fact, Origin origin) {
        return origin.kind() == Origin.Kind.RULE ? Optional.empty() : changed(fact, origin);
    }

    private static Optional<Firing> changed(EntryFact fact, Origin origin) {
        return switch (fact) {
            case EntryFact.EntryCreated created ->
                    Optional.of(firing(Trigger.EVENT_CREATED, Reach.WHOLE, origin));
            case EntryFact.EntryUpdated updated -> updated(Reach.WHOLE, origin);
            case EntryFact.EntryMoved moved -> updated(Reach.WHOLE, origin);
            case EntryFact.EntryRestored restored -> updated(Reach.WHOLE, origin);
            case EntryFact.OccurrenceUpdated(var entry, var key, var changes) ->
                    updated(Reach.of(key), origin);
            case EntryFact.OccurrenceRestored(var entry, var key) -> updated(Reach.of(key), origin);
            case EntryFact.FollowingUpdated(var entry, var from, var changes) ->
                    updated(Reach.from(from), origin);
            case EntryFact.SegmentUpdated(var entry, var from, var changes) ->
                    updated(Reach.from(from), origin);
            case EntryFact.SegmentRescheduled rescheduled ->
                    updated(Reach.from(rescheduled.from()), origin);
            case EntryFact.OccurrenceDeleted deleted -> Optional.empty();
            case EntryFact.SegmentDeleted deleted -> Optional.empty();
            case EntryFact.FollowingDeleted deleted -> Optional.empty();
            case EntryFact.EntryDeleted deleted -> Optional.empty();
        };
    }

    private static Optional<Firing> updated(Reach reach, Origin origin) {
        return Optional.of(firing(Trigger.EVENT_UPDATED, reach, origin));
    }

    private static Firing firing(Trigger trigger, Reach reach, Origin origin) {
        var triggers = EnumSet.of(trigger);
        if (origin.kind() == Origin.Kind.CONNECTION || origin.kind() == Origin.Kind.IMPORT) {
            triggers.add(Trigger.CALENDAR_IMPORTED);
        }
        return new Firing(triggers, reach);
    }
}
