package almanac.sync.webhook;

import almanac.calendar.CalendarId;
import almanac.entry.EntryFact;
import almanac.entry.EntryNumber;
import almanac.entry.EntryState;
import almanac.entry.OccurrenceKey;
import almanac.feed.FeedId;
import almanac.feed.Piece;
import almanac.feed.Pieces;
import almanac.sync.local.Archive.Happened;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which records of a calendar one fact made, changed or took away: single events, masters of series
 * and of their later parts, and the occurrences that differ or that the fact names. What a fact
 * does to all other occurrences of a series is said by its master.
 */
final class RecordChanges {

    /** What became of a record. */
    enum Kind {
        CREATED,
        UPDATED,
        DELETED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private RecordChanges() {}

    /**
     * By record, in no more order than that masters come before what differs from them.
     *
     * @param sequence of the fact
     */
    static Map<FeedId, Kind> of(List<Happened> history, long sequence, CalendarId calendar) {
        var before = new Side(Histories.asOf(history, sequence - 1), calendar);
        var after = new Side(Histories.asOf(history, sequence), calendar);
        var kinds = new LinkedHashMap<FeedId, Kind>();
        for (var id : touched(before, after, named(history, sequence))) {
            kind(before.has(id), after.has(id)).ifPresent(kind -> kinds.put(id, kind));
        }
        if (kinds.isEmpty()) {
            after.live().ifPresent(it -> kinds.put(FeedId.entry(it.entry()), Kind.UPDATED));
        }
        return kinds;
    }

    private static Set<FeedId> touched(Side before, Side after, Optional<FeedId> named) {
        var old = before.pieces();
        var now = after.pieces();
        var ids = new LinkedHashSet<FeedId>();
        old.forEach((id, piece) -> {
            if (!piece.equals(now.get(id))) {
                ids.add(id);
            }
        });
        now.keySet().stream().filter(id -> !old.containsKey(id)).forEach(ids::add);
        named.ifPresent(ids::add);
        return ids;
    }

    private static Optional<Kind> kind(boolean before, boolean after) {
        if (before) {
            return Optional.of(after ? Kind.UPDATED : Kind.DELETED);
        }
        return after ? Optional.of(Kind.CREATED) : Optional.empty();
    }

    /** The occurrence that the fact is about, if it is about one that has a number. */
    private static Optional<FeedId> named(List<Happened> history, long sequence) {
        return history.stream()
                .filter(happened -> happened.sequence() == sequence)
                .map(Happened::fact)
                .flatMap(fact -> occurrence(fact).stream().map(key -> id(fact, key)))
                .findFirst();
    }

    private static FeedId id(EntryFact fact, OccurrenceKey key) {
        return FeedId.of(EntryNumber.of(fact.entry(), key));
    }

    private static Optional<OccurrenceKey> occurrence(EntryFact fact) {
        var key =
                switch (fact) {
                    case EntryFact.OccurrenceUpdated(var id, var it, var changes) ->
                            Optional.of(it);
                    case EntryFact.OccurrenceDeleted(var id, var it) -> Optional.of(it);
                    case EntryFact.OccurrenceRestored(var id, var it) -> Optional.of(it);
                    case EntryFact.EntryCreated _,
                            EntryFact.EntryUpdated _,
                            EntryFact.EntryMoved _,
                            EntryFact.EntryDeleted _,
                            EntryFact.EntryRestored _,
                            EntryFact.FollowingUpdated _,
                            EntryFact.FollowingDeleted _,
                            EntryFact.SegmentUpdated _,
                            EntryFact.SegmentRescheduled _,
                            EntryFact.SegmentDeleted _ ->
                            Optional.<OccurrenceKey>empty();
                };
        return key.filter(EntryNumber::reaches);
    }

    /** The entry as the calendar showed it at one moment. */
    private record Side(EntryState state, CalendarId calendar) {

        Optional<EntryState.Live> live() {
            return state instanceof EntryState.Live live && live.calendar().equals(calendar)
                    ? Optional.of(live)
                    : Optional.empty();
        }

        Map<FeedId, Piece> pieces() {
            return live().stream()
                    .flatMap(live -> Pieces.whole(live).stream())
                    .collect(
                            Collectors.toMap(
                                    Piece::id,
                                    Function.identity(),
                                    (first, again) -> first,
                                    LinkedHashMap::new));
        }

        /** Whether it could be asked for. */
        boolean has(FeedId id) {
            return live().flatMap(live -> Pieces.one(live, id)).isPresent();
        }
    }
}
