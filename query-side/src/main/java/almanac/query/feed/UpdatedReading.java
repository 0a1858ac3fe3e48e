package almanac.query.feed;

import almanac.calendar.CalendarId;
import almanac.entry.EntryExport;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.feed.FeedId;
import almanac.feed.FeedPlace;
import almanac.feed.FeedQuery;
import almanac.feed.FeedRecord;
import almanac.feed.Pieces;
import almanac.feed.UpdatedPage;
import almanac.query.entry.Entries;
import almanac.time.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One page of what is there. First what time alone brought into the window, by entry number; then
 * what was written after the place, by position. An entry that is written meanwhile gets a later
 * position, so it is told in the second way at the latest.
 *
 * <p>The entries may be ahead of {@code upTo}, never behind it: then a record is newer than its
 * position, and told again at its own.
 */
final class UpdatedReading {

    /** A page may hold fewer records than wanted rather than look at more. */
    private static final int MOST_LOOKED_AT = 10_000;

    private static final int CHUNK = 500;

    private final FeedQuery.Updated query;
    private final Feed feed;
    private final Entries entries;
    private final List<FeedRecord> records = new ArrayList<>();
    private FeedPlace place;

    UpdatedReading(FeedQuery.Updated query, Feed feed, Entries entries) {
        this.query = query;
        this.feed = feed;
        this.entries = entries;
        this.place = query.place();
    }

    UpdatedPage read() {
        if (query.upTo() < place.position()) {
            return new UpdatedPage(List.of(), place, true);
        }
        var hours = query.terms().hoursAt(query.now());
        if (place.entering().isEmpty() && hours > place.hours()) {
            place = entering(new FeedPlace.Entering(hours, 0));
        }
        place.entering().ifPresent(this::enter);
        if (place.entering().isEmpty()) {
            follow();
        }
        return new UpdatedPage(List.copyOf(records), place, complete());
    }

    private boolean complete() {
        return place.entering().isEmpty() && place.position() >= query.upTo();
    }

    private boolean full() {
        return records.size() >= query.limit();
    }

    private FeedPlace entering(FeedPlace.Entering entering) {
        return new FeedPlace(place.position(), place.hours(), Optional.of(entering));
    }

    private void enter(FeedPlace.Entering entering) {
        var window = query.terms().window();
        var strip =
                new Window(
                        query.terms().after(place.hours()).to(),
                        query.terms().after(entering.hours()).to(),
                        window.zone());
        var coming =
                entries.touching(calendar(), strip).stream()
                        .filter(entry -> entry.id().value() > entering.after())
                        .sorted(Comparator.comparingLong(entry -> entry.id().value()))
                        .toList();
        for (var entry : coming) {
            if (full()) {
                return;
            }
            records.addAll(added(entry, entering.hours()));
            place = entering(new FeedPlace.Entering(entering.hours(), entry.id().value()));
        }
        place = new FeedPlace(place.position(), entering.hours(), Optional.empty());
    }

    /** What the end of the window adds by moving. */
    private List<FeedRecord> added(EntryExport entry, long hours) {
        var told = new HashSet<>(ids(entry, place.hours()));
        return records(entry, hours).stream()
                .filter(record -> !told.contains(record.id()))
                .toList();
    }

    private List<FeedId> ids(EntryExport entry, long hours) {
        return records(entry, hours).stream().map(FeedRecord::id).toList();
    }

    private void follow() {
        var looked = 0;
        while (!full() && looked < MOST_LOOKED_AT && place.position() < query.upTo()) {
            var chunk = Math.min(CHUNK, Math.max(50, query.limit() - records.size()));
            var changed = feed.changed(calendar(), place.position(), query.upTo(), chunk);
            take(changed);
            looked += changed.size();
            if (changed.size() < chunk && !full()) {
                moveTo(query.upTo());
            }
        }
    }

    private void take(List<Presence> changed) {
        var live = live(changed);
        for (var presence : changed) {
            if (full()) {
                return;
            }
            Optional.ofNullable(live.get(presence.entry()))
                    .ifPresent(entry -> records.addAll(records(entry, place.hours())));
            moveTo(presence.position());
        }
    }

    private Map<EntryId, EntryExport> live(List<Presence> changed) {
        var window = query.terms().after(place.hours());
        var wanted = new HashSet<EntryId>();
        for (var presence : changed) {
            if (presence.here() && presence.mayTouch(window)) {
                wanted.add(presence.entry());
            }
        }
        var live = new HashMap<EntryId, EntryExport>();
        entries.exports(wanted).forEach(entry -> live.put(entry.id(), entry));
        return live;
    }

    private List<FeedRecord> records(EntryExport entry, long hours) {
        return entry.state() instanceof EntryState.Live live && live.calendar().equals(calendar())
                ? Pieces.of(live, query.terms(), hours).stream()
                        .map(piece -> piece.in(entry))
                        .toList()
                : List.of();
    }

    private void moveTo(long position) {
        place = new FeedPlace(position, place.hours(), Optional.empty());
    }

    private CalendarId calendar() {
        return query.calendar();
    }
}
