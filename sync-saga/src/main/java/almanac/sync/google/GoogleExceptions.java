package almanac.sync.google;

import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import com.google.api.services.calendar.model.Event;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Makes the instances of a series be what they should be, each under the id that Google gave it.
 */
final class GoogleExceptions {

    private final GoogleRequests requests;
    private final Occurrences occurrences;
    private final ImportedEntry known;
    private final ImportedEntry wanted;
    private GoogleObject object;

    /**
     * @param object the series as Google has it, its master as wanted
     * @param known how its occurrences are now
     * @param wanted how they should be
     */
    GoogleExceptions(
            GoogleRequests requests,
            GoogleObject object,
            ImportedEntry known,
            ImportedEntry wanted) {
        this.requests = requests;
        this.object = object;
        this.known = known;
        this.wanted = wanted;
        this.occurrences = Occurrences.of(known).orElseThrow();
    }

    /** How an occurrence stands; excluded where empty. */
    private Optional<ImportedOverride> state(ImportedEntry content, LocalDateTime start) {
        if (content.exclusions().contains(start)) {
            return Optional.empty();
        }
        return content.overrides().stream()
                .filter(override -> override.originalStart().equals(start))
                .findFirst()
                .or(() ->
                        Optional.of(
                                new ImportedOverride(
                                        start, content.details(), occurrences.regular(start))));
    }

    /** Writes what differs; answers the items with what Google answered. */
    GoogleObject write() {
        var different = different();
        var items = items(different);
        // an instance that is deleted may give its series a new etag, and with it other instances
        for (var start : different) {
            state(wanted, start)
                    .ifPresent(to -> ours(items, start).ifPresent(item -> change(item, start, to)));
        }
        for (var start : different) {
            if (state(wanted, start).isEmpty()) {
                ours(items, start).ifPresent(this::cancel);
            }
        }
        return object;
    }

    private List<LocalDateTime> different() {
        var starts = new TreeSet<>(known.exclusions());
        starts.addAll(wanted.exclusions());
        known.overrides().forEach(each -> starts.add(each.originalStart()));
        wanted.overrides().forEach(each -> starts.add(each.originalStart()));
        return starts.stream().filter(occurrences::has).filter(this::differs).toList();
    }

    private boolean differs(LocalDateTime start) {
        var now = state(known, start).map(GoogleExceptions::wire);
        var then = state(wanted, start).map(GoogleExceptions::wire);
        return !now.equals(then.map(it -> now.map(it::over).orElse(it)));
    }

    private static Wire wire(ImportedOverride state) {
        return Wire.of(state.details(), state.span());
    }

    /**
     * The items of these occurrences: exceptions that there are, else instances that are asked for.
     */
    private Map<LocalDateTime, Event> items(List<LocalDateTime> starts) {
        var items = new HashMap<LocalDateTime, Event>();
        object.exceptions().values().forEach(each -> name(each, items));
        var missing = new ArrayList<LocalDateTime>(starts);
        missing.removeAll(items.keySet());
        if (!missing.isEmpty()) {
            var first =
                    occurrences.regular(
                            missing.stream().min(Comparator.naturalOrder()).orElseThrow());
            var last =
                    occurrences.regular(
                            missing.stream().max(Comparator.naturalOrder()).orElseThrow());
            // a day touches the window wherever the account is
            requests.instances(
                            object.master().getId(),
                            first.startsAt(ZoneOffset.UTC).minus(Duration.ofDays(1)),
                            last.startsAt(ZoneOffset.UTC).plus(Duration.ofDays(1)))
                    .forEach(each -> name(each, items));
        }
        return items;
    }

    private void name(Event item, Map<LocalDateTime, Event> items) {
        Optional.ofNullable(item.getOriginalStartTime())
                .flatMap(occurrences::named)
                .ifPresent(start -> items.putIfAbsent(start, item));
    }

    /**
     * Without an item Google does not have that occurrence, though its rule does: then nothing is
     * to do.
     */
    private static Optional<Event> ours(Map<LocalDateTime, Event> items, LocalDateTime start) {
        return Optional.ofNullable(items.get(start));
    }

    private void change(Event item, LocalDateTime start, ImportedOverride to) {
        var from = state(known, start);
        var patch =
                from.map(each -> wire(each).patchTo(wire(to), GooglePeople.guests(item)))
                        .orElseGet(
                                () -> wire(to).restoration(Wire.of(known.details(), known.span())));
        object =
                object.with(
                        requests.patch(
                                item.getId(),
                                Optional.of(item.getEtag()),
                                GooglePeople.ofAll(item, patch)));
    }

    private void cancel(Event item) {
        var exists = object.exceptions().containsKey(item.getId());
        object =
                object.with(
                        requests.patch(
                                item.getId(),
                                exists ? Optional.of(item.getEtag()) : Optional.empty(),
                                new Event().setStatus("cancelled")));
    }
}
