package almanac.query.history;

import almanac.calendar.CalendarFact;
import almanac.calendar.CalendarId;
import almanac.comment.CommentFact;
import almanac.connection.ConflictFact;
import almanac.connection.ConflictId;
import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.connection.MappingId;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.user.UserId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a fact concerns.
 *
 * @param only the one user that may read it beside auditors; empty where a share suffices
 */
record Concern(Optional<EntryId> entry, Set<CalendarId> calendars, Optional<UserId> only) {

    private static final Concern NOTHING =
            new Concern(Optional.empty(), Set.of(), Optional.empty());

    static Concern of(Object fact, Places.Batch places) {
        return switch (fact) {
            case EntryFact entry -> of(entry, places);
            case CommentFact comment -> at(comment.thread().entry(), places);
            case CalendarFact calendar -> on(calendar.calendar());
            case ConflictFact conflict -> of(conflict, places);
            case ConnectionFact connection -> of(connection, places);
            // users, courses, rules and what else there may be lie on no calendar
            default -> NOTHING;
        };
    }

    /** The place that a fact's concern depends on; empty where the fact says it itself. */
    static Optional<String> place(Object fact) {
        return switch (fact) {
            case EntryFact.EntryCreated created -> Optional.empty();
            case EntryFact.EntryMoved moved -> Optional.empty();
            case EntryFact.EntryRestored restored -> Optional.empty();
            case EntryFact entry -> Optional.of(entry.entry().toString());
            case CommentFact comment -> Optional.of(comment.thread().entry().toString());
            case ConnectionFact.Connected connected -> Optional.empty();
            case ConnectionFact connection -> Optional.of(owner(connection.connection()));
            default -> Optional.empty();
        };
    }

    private static Concern of(EntryFact fact, Places.Batch places) {
        var entry = fact.entry();
        return switch (fact) {
            case EntryFact.EntryCreated created -> {
                places.put(entry.toString(), created.calendar().value());
                yield at(entry, places);
            }
            case EntryFact.EntryMoved(var id, var from, var to) -> {
                places.put(entry.toString(), to.value());
                var both = Stream.of(from, to).collect(Collectors.toSet());
                yield new Concern(Optional.of(entry), both, Optional.empty());
            }
            case EntryFact.EntryRestored restored -> {
                places.put(entry.toString(), restored.content().calendar().value());
                yield at(entry, places);
            }
            case EntryFact.EntryUpdated updated -> at(entry, places);
            case EntryFact.OccurrenceUpdated updated -> at(entry, places);
            case EntryFact.FollowingUpdated updated -> at(entry, places);
            case EntryFact.OccurrenceDeleted deleted -> at(entry, places);
            case EntryFact.OccurrenceRestored restored -> at(entry, places);
            case EntryFact.SegmentUpdated updated -> at(entry, places);
            case EntryFact.SegmentRescheduled rescheduled -> at(entry, places);
            case EntryFact.SegmentDeleted deleted -> at(entry, places);
            case EntryFact.FollowingDeleted deleted -> at(entry, places);
            case EntryFact.EntryDeleted deleted -> at(entry, places);
        };
    }

    private static Concern of(ConflictFact fact, Places.Batch places) {
        var name = fact.conflict().toString();
        if (fact instanceof ConflictFact.ConflictDetected detected) {
            places.put(name, detected.entry().value());
            places.put(owner(fact.conflict()), detected.user().value());
        }
        return places.of(name)
                .map(EntryId::new)
                .map(entry -> at(entry, places))
                .orElse(NOTHING)
                .readBy(places.of(owner(fact.conflict())));
    }

    private static Concern of(ConnectionFact fact, Places.Batch places) {
        var concern =
                switch (fact) {
                    case ConnectionFact.Connected connected -> {
                        places.put(owner(fact.connection()), connected.user().value());
                        yield NOTHING;
                    }
                    case ConnectionFact.CalendarMapped(var connection, var mapping, var terms) -> {
                        places.put(name(mapping), terms.calendar().value());
                        yield on(terms.calendar());
                    }
                    case ConnectionFact.MappingChanged(var connection, var mapping, var terms) -> {
                        places.put(name(mapping), terms.calendar().value());
                        yield on(terms.calendar());
                    }
                    case ConnectionFact.MappingEnded ended ->
                            places.of(name(ended.mapping()))
                                    .map(CalendarId::new)
                                    .map(Concern::on)
                                    .orElse(NOTHING);
                    case ConnectionFact.Reconnected again -> NOTHING;
                    case ConnectionFact.ConnectionFailed failed -> NOTHING;
                    case ConnectionFact.ConnectionRecovered recovered -> NOTHING;
                    case ConnectionFact.CalendarsListed listed -> NOTHING;
                    case ConnectionFact.Disconnected ended -> NOTHING;
                };
        return concern.readBy(places.of(owner(fact.connection())));
    }

    private static Concern at(EntryId entry, Places.Batch places) {
        var calendars = places.of(entry.toString()).map(CalendarId::new).stream();
        return new Concern(
                Optional.of(entry), calendars.collect(Collectors.toSet()), Optional.empty());
    }

    private static Concern on(CalendarId calendar) {
        return new Concern(Optional.empty(), Set.of(calendar), Optional.empty());
    }

    private Concern readBy(Optional<Long> user) {
        return new Concern(entry, calendars, user.map(UserId::new));
    }

    private static String owner(ConflictId conflict) {
        return conflict + "/user";
    }

    private static String owner(ConnectionId connection) {
        return connection + "/user";
    }

    private static String name(MappingId mapping) {
        return "mapping-" + mapping.value();
    }

    /** The names under which it is found. */
    Stream<String> keys() {
        return Stream.concat(
                entry.map(Keys::entry).stream(), calendars.stream().map(Keys::calendar));
    }
}
