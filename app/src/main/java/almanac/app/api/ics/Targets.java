package almanac.app.api.ics;

import almanac.app.ids.Ids;
import almanac.app.ids.Ids.Reservation;
import almanac.app.web.Queries;
import almanac.calendar.CalendarId;
import almanac.entry.EntryExport;
import almanac.entry.EntryId;
import almanac.entry.EntryQuery;
import almanac.entry.Series;
import almanac.icalendar.ImportFile.Item.Readable;
import almanac.user.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Which entry each object of a file is about, or which part of one. A series that was changed from
 * an occurrence on is exported as several objects; they come back as the parts they are where the
 * series stands on the calendar with a part that begins there (docs/adr/0027), and are objects of
 * their own everywhere else.
 */
@Component
class Targets {

    private final Queries queries;
    private final Ids ids;

    Targets(Queries queries, Ids ids) {
        this.queries = queries;
        this.ids = ids;
    }

    /** What is to be done about each of the objects, in their order. */
    List<ImportWrite> writes(CalendarId calendar, UserId creator, List<Readable> items) {
        var standing = standing(calendar, creator, items);
        var series = new KnownSeries(calendar, creator, standing, named(calendar, standing, items));
        var split =
                items.stream()
                        .flatMap(item -> series.write(item).stream())
                        .map(write -> write.command().entry())
                        .collect(Collectors.toSet());
        var uids =
                items.stream()
                        .filter(item -> series.write(item).isEmpty())
                        .map(item -> item.entry().uid());
        var numbers = numbers(calendar, standing, uids.distinct().toList());
        var writes =
                items.stream()
                        .map(item ->
                                series.write(item)
                                        .orElseGet(() -> {
                                            var number = number(numbers, item.entry().uid());
                                            return split.contains(number.entry())
                                                    ? series.first(number.entry(), item)
                                                    : series.alone(number, item);
                                        }))
                        .toList();
        return series.noted(writes);
    }

    /** The series that stand on the calendar, of those that the objects are or belong to. */
    Map<String, Series> series(CalendarId calendar, UserId viewer, List<Readable> items) {
        return named(calendar, standing(calendar, viewer, items), items);
    }

    private Standing standing(CalendarId calendar, UserId viewer, List<Readable> items) {
        var uids =
                Stream.concat(
                        items.stream().map(item -> item.entry().uid()),
                        items.stream().flatMap(KnownSeries::named));
        return new Standing(queries, calendar, viewer, uids.toList());
    }

    /** The series that objects say they belong to, by their UIDs. */
    private Map<String, Series> named(
            CalendarId calendar, Standing standing, List<Readable> items) {
        var entries =
                items.stream()
                        .flatMap(KnownSeries::named)
                        .flatMap(uid -> standing.entry(uid).stream())
                        .collect(Collectors.toSet());
        if (entries.isEmpty()) {
            return Map.of();
        }
        var series = new HashMap<String, Series>();
        queries.list(new EntryQuery.ExportsOn(calendar, entries), EntryExport.class)
                .forEach(export -> {
                    if (export.state() instanceof Series each) {
                        standing.entry(each.uid())
                                .filter(each.entry()::equals)
                                .ifPresent(first -> series.put(each.uid(), each));
                    }
                });
        return series;
    }

    /**
     * An entry that stands on the calendar is known by its UID, others by reservation. What was
     * moved to another calendar stays there (docs/adr/0031): then a name after it is reserved.
     */
    private Map<String, Reservation> numbers(
            CalendarId calendar, Standing standing, List<String> uids) {
        var numbers = new HashMap<String, Reservation>();
        var names = new LinkedHashMap<String, String>();
        for (var uid : uids) {
            standing.entry(uid)
                    .ifPresentOrElse(
                            entry -> numbers.put(uid, new Reservation(entry, false)),
                            () -> names.put(uid, uid));
        }
        while (!names.isEmpty()) {
            var reserved = reserved(calendar, names);
            numbers.putAll(reserved);
            var elsewhere = elsewhere(calendar, reserved.values());
            names.keySet().removeIf(uid -> !elsewhere.contains(number(reserved, uid).entry()));
            names.replaceAll((uid, name) -> uid + " after " + number(reserved, uid).entry());
        }
        return numbers;
    }

    private static Reservation number(Map<String, Reservation> numbers, String uid) {
        return Optional.ofNullable(numbers.get(uid)).orElseThrow();
    }

    private Map<String, Reservation> reserved(CalendarId calendar, Map<String, String> names) {
        var reserved = ids.forUids(calendar, names.values());
        var numbers = new HashMap<String, Reservation>();
        names.forEach((uid, name) -> numbers.put(uid, number(reserved, name)));
        return numbers;
    }

    private Set<EntryId> elsewhere(CalendarId calendar, Collection<Reservation> reserved) {
        var used =
                reserved.stream()
                        .filter(reservation -> !reservation.fresh())
                        .map(Reservation::entry)
                        .collect(Collectors.toSet());
        return used.isEmpty()
                ? Set.of()
                : Set.copyOf(
                        queries.list(
                                new EntryQuery.EntriesElsewhere(calendar, used), EntryId.class));
    }
}
