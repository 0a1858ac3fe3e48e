package almanac.query.history;

import almanac.entry.EntryId;
import almanac.entry.EntryNumber;
import almanac.entry.EntryState;
import almanac.entry.OccurrenceKey;
import almanac.entry.Series;
import almanac.history.CalendarDifference;
import almanac.history.CalendarDifference.Difference;
import almanac.history.CalendarDifference.Kind;
import almanac.history.FieldChange;
import almanac.history.HistoryQuery;
import almanac.query.calendar.PastCalendars;
import almanac.query.entry.PastEntries;
import almanac.query.past.FactLog;
import almanac.query.past.Fold;
import almanac.query.past.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** How a calendar differs between two instants: only what changed in between is folded. */
final class Differences {

    private final FactLog facts;
    private final HistoryLog log;
    private final PastCalendars calendars;
    private final PastEntries entries;
    private final Fold<?, ?> calendarFold;
    private final Words words;

    Differences(HistoryLog.Past past, HistoryLog log, Fold<?, ?> calendarFold, Words words) {
        this.facts = past.log();
        this.log = log;
        this.calendars = past.calendars();
        this.entries = past.entries();
        this.calendarFold = calendarFold;
        this.words = words;
    }

    CalendarDifference of(HistoryQuery.Difference query) {
        facts.awaitProjected(facts.head());
        var from = facts.lastBefore(query.from().limit());
        var to = facts.lastBefore(query.to().limit());
        calendars.seenBy(query.viewer(), query.calendar(), from);
        calendars.seenBy(query.viewer(), query.calendar(), to);
        var found = new ArrayList<Difference>();
        for (var id : new TreeSet<>(numbers(query, from, to))) {
            found.addAll(of(query, new EntryId(id), from, to));
        }
        return new CalendarDifference(details(query, from, to), found);
    }

    private List<Long> numbers(HistoryQuery.Difference query, long from, long to) {
        var changed = log.on(List.of(query.calendar()), Math.min(from, to), Math.max(from, to));
        return changed.stream().map(EntryId::value).toList();
    }

    private List<Difference> of(HistoryQuery.Difference query, EntryId id, long from, long to) {
        var before = on(query, entries.stateOf(id, from));
        var after = on(query, entries.stateOf(id, to));
        var found = new ArrayList<Difference>();
        difference(EntryNumber.of(id), new EntryFields.Part.Whole(), before, after)
                .ifPresent(found::add);
        if (before instanceof Series earlier && after instanceof Series later) {
            for (var key : exceptions(earlier, later)) {
                difference(EntryNumber.of(id, key), new EntryFields.Part.One(key), earlier, later)
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private static EntryState on(HistoryQuery.Difference query, EntryState state) {
        return state instanceof EntryState.Live live && live.calendar().equals(query.calendar())
                ? live
                : EntryState.initial();
    }

    /** What has something of its own before or after, or is a first of its kind. */
    private static TreeSet<OccurrenceKey> exceptions(Series earlier, Series later) {
        var keys = new TreeSet<OccurrenceKey>();
        for (var series : List.of(earlier, later)) {
            series.overrides().forEach(override -> keys.add(override.key()));
            keys.addAll(series.exclusions());
            series.segments().stream()
                    .map(segment -> segment.from())
                    .filter(from -> !from.equals(OccurrenceKey.FIRST))
                    .forEach(keys::add);
            series.endBefore().ifPresent(keys::add);
        }
        return keys;
    }

    private static Optional<Difference> difference(
            EntryNumber number, EntryFields.Part part, EntryState before, EntryState after) {
        var earlier = EntryFields.of(before, part);
        var later = EntryFields.of(after, part);
        var changes = Fields.changes(earlier, later);
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        var kind = earlier.isEmpty() ? Kind.ADDED : later.isEmpty() ? Kind.REMOVED : Kind.CHANGED;
        var title = later.isEmpty() ? earlier.get("title") : later.get("title");
        return Optional.of(new Difference(number, kind, String.valueOf(title), changes));
    }

    private Map<String, FieldChange> details(HistoryQuery.Difference query, long from, long to) {
        var stream = query.calendar().toString();
        return Fields.changes(
                fields(new StateFields<>(calendarFold, words), stream, from),
                fields(new StateFields<>(calendarFold, words), stream, to));
    }

    private Map<String, Object> fields(StateFields<?, ?> fields, String stream, long position) {
        Map<String, Object> last = Map.of();
        var all = facts.of(stream).iterator();
        while (all.hasNext()) {
            Recorded recorded = all.next();
            if (recorded.position() > position) {
                break;
            }
            last = fields.add(recorded, true).after();
        }
        return last;
    }
}
