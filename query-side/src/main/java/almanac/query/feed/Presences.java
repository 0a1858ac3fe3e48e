package almanac.query.feed;

import almanac.calendar.CalendarId;
import almanac.entry.EntryFact;
import almanac.query.feed.Presence.Bounds;
import almanac.query.rebuild.Stamped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The presences of one entry, by calendar, while facts are folded into them. */
final class Presences {

    private final Map<CalendarId, Presence> byCalendar = new LinkedHashMap<>();

    Presences(Collection<Presence> known) {
        known.forEach(presence -> byCalendar.put(presence.calendar(), presence));
    }

    Collection<Presence> all() {
        return byCalendar.values();
    }

    void fold(Stamped<EntryFact> fact) {
        switch (fact.fact()) {
            case EntryFact.EntryCreated created ->
                    arrive(created.calendar(), created.uid(), Bounds.of(created), fact);
            case EntryFact.EntryMoved(var entry, var from, var to) -> move(from, to, fact);
            case EntryFact.EntryDeleted(var entry, var calendar) -> leave(calendar, fact);
            case EntryFact.EntryRestored(var entry, var content) ->
                    arrive(content.calendar(), content.uid(), Bounds.of(content), fact);
            case EntryFact.EntryUpdated updated -> change(fact);
            case EntryFact.OccurrenceUpdated updated -> change(fact);
            case EntryFact.FollowingUpdated updated -> change(fact);
            case EntryFact.OccurrenceDeleted deleted -> change(fact);
            case EntryFact.OccurrenceRestored restored -> change(fact);
            case EntryFact.FollowingDeleted deleted -> change(fact);
            case EntryFact.SegmentUpdated updated -> change(fact);
            case EntryFact.SegmentRescheduled rescheduled -> change(fact);
            case EntryFact.SegmentDeleted deleted -> change(fact);
        }
    }

    private void move(CalendarId from, CalendarId to, Stamped<EntryFact> fact) {
        var before = Optional.ofNullable(byCalendar.get(from));
        leave(from, fact);
        arrive(
                to,
                before.map(Presence::uid).orElse(""),
                before.map(Presence::bounds).orElse(Bounds.EVERYWHERE),
                fact);
    }

    private void arrive(CalendarId calendar, String uid, Bounds bounds, Stamped<EntryFact> fact) {
        byCalendar.merge(
                calendar,
                Presence.arriving(calendar, uid, bounds, fact),
                (old, arrived) -> {
                    var leftJustNow = old.revision() == fact.sequence() && !old.here();
                    return old.saw(fact) && !leftJustNow
                            ? old
                            : Presence.arriving(calendar, uid, old.bounds().and(bounds), fact);
                });
    }

    private void leave(CalendarId calendar, Stamped<EntryFact> fact) {
        byCalendar.computeIfPresent(
                calendar, (key, old) -> old.saw(fact) ? old : old.leaving(fact));
    }

    private void change(Stamped<EntryFact> fact) {
        for (var presence : List.copyOf(byCalendar.values())) {
            if (presence.here() && !presence.saw(fact)) {
                byCalendar.put(presence.calendar(), presence.changing(fact));
            }
        }
    }
}
