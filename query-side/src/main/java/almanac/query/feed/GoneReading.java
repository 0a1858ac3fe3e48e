package almanac.query.feed;

import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.feed.FeedId;
import almanac.feed.FeedQuery;
import almanac.feed.GonePage;
import almanac.feed.GonePlace;
import almanac.feed.GoneRecord;
import almanac.feed.Pieces;
import almanac.query.entry.Entries;
import almanac.query.past.FactLog;
import almanac.query.past.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One page of what is there no more. Each entry that changed is folded from its facts: named is
 * what a copy could have been told at any position since, and what does not belong to it now.
 */
final class GoneReading {

    /**
     * By how much the clocks of two nodes may differ: what the next end of a growing window will
     * bring back soon is not taken away by a node whose clock is behind.
     */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private static final int MOST_LOOKED_AT = 2_000;
    private static final int CHUNK = 200;

    private final FeedQuery.Gone query;
    private final Feed feed;
    private final Entries entries;
    private final FactLog log;
    private final long hours;
    private final List<GoneRecord> records = new ArrayList<>();
    private long position;

    GoneReading(FeedQuery.Gone query, Feed feed, Entries entries, FactLog log) {
        this.query = query;
        this.feed = feed;
        this.entries = entries;
        this.log = log;
        this.hours = query.terms().hoursAt(query.now().plus(CLOCKS));
        this.position = query.place().position();
    }

    GonePage read() {
        if (query.upTo() < position) {
            return new GonePage(List.of(), query.place(), true);
        }
        var looked = 0;
        while (position < query.upTo()) {
            var changed = feed.changed(query.calendar(), position, query.upTo(), CHUNK);
            take(changed);
            looked += changed.size();
            if (full() || looked >= MOST_LOOKED_AT) {
                var next = new GonePlace(query.place().since(), position);
                return new GonePage(List.copyOf(records), next, false);
            }
            if (changed.size() < CHUNK) {
                position = query.upTo();
            }
        }
        if (query.place().since() < query.upTo()) {
            takeMoved();
        }
        return new GonePage(List.copyOf(records), GonePlace.at(query.upTo()), true);
    }

    /**
     * Whatever was written behind {@code upTo} already may have left before; it will be looked at
     * again, for what happens to it behind.
     */
    private void takeMoved() {
        var after = query.upTo();
        var changed = feed.changed(query.calendar(), after, Long.MAX_VALUE, CHUNK);
        while (!changed.isEmpty()) {
            for (var presence : changed) {
                look(presence);
            }
            after = changed.getLast().position();
            changed = feed.changed(query.calendar(), after, Long.MAX_VALUE, CHUNK);
        }
    }

    private boolean full() {
        return records.size() >= query.limit();
    }

    private void take(List<Presence> changed) {
        var standing = standingSingles(changed);
        for (var presence : changed) {
            if (full()) {
                return;
            }
            if (!standing.contains(presence.entry())) {
                look(presence);
            }
            position = presence.position();
        }
    }

    private void look(Presence presence) {
        if (presence.mayTouch(query.terms().after(hours))) {
            records.addAll(gone(presence.entry()));
        }
    }

    /**
     * Entries that were never series and belong to the copy: of them nothing is gone. Whatever is
     * newer than {@code upTo} here has a later position, and is looked at again.
     */
    private Set<EntryId> standingSingles(List<Presence> changed) {
        var singles = new HashSet<EntryId>();
        for (var presence : changed) {
            if (presence.here() && !presence.bounds().equals(Presence.Bounds.EVERYWHERE)) {
                singles.add(presence.entry());
            }
        }
        var standing = new HashSet<EntryId>();
        for (var entry : entries.exports(singles)) {
            if (!ids(entry.state()).isEmpty()) {
                standing.add(entry.id());
            }
        }
        return standing;
    }

    private List<GoneRecord> gone(EntryId entry) {
        var gone = new LinkedHashMap<FeedId, Instant>();
        var state = EntryState.initial();
        var facts = log.of(entry.toString()).takeWhile(this::isUpTo).toList();
        var old = facts.stream().takeWhile(fact -> !isSince(fact)).toList();
        for (var fact : old) {
            state = state.evolve((EntryFact) fact.fact());
        }
        var before = ids(state);
        for (var fact : facts.subList(old.size(), facts.size())) {
            state = state.evolve((EntryFact) fact.fact());
            var after = ids(state);
            note(before, after, fact.at(), gone);
            before = after;
        }
        return gone.entrySet().stream()
                .map(each -> new GoneRecord(each.getKey(), each.getValue()))
                .toList();
    }

    private boolean isUpTo(Recorded fact) {
        return fact.position() <= query.upTo();
    }

    private boolean isSince(Recorded fact) {
        return fact.position() > query.place().since();
    }

    private static void note(
            Set<FeedId> before, Set<FeedId> after, Instant at, Map<FeedId, Instant> gone) {
        before.stream().filter(id -> !after.contains(id)).forEach(id -> gone.put(id, at));
        after.forEach(gone::remove);
    }

    private Set<FeedId> ids(EntryState state) {
        var ids = new LinkedHashSet<FeedId>();
        if (state instanceof EntryState.Live live && live.calendar().equals(query.calendar())) {
            Pieces.of(live, query.terms(), hours).forEach(piece -> ids.add(piece.id()));
        }
        return ids;
    }
}
