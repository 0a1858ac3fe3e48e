package almanac.app.api.ics;

import almanac.app.ids.Ids;
import almanac.app.ids.Ids.Reservation;
import almanac.app.web.Queries;
import almanac.calendar.CalendarId;
import almanac.entry.EntryCommand.ImportEntry;
import almanac.entry.EntryCommand.MergeEntry;
import almanac.entry.EntryExport;
import almanac.entry.EntryId;
import almanac.entry.EntryQuery;
import almanac.entry.ImportedEntry;
import almanac.entry.OccurrenceKey;
import almanac.entry.Series;
import almanac.icalendar.PartClaim;
import almanac.user.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
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
    List<ImportWrite> writes(CalendarId calendar, UserId creator, List<ImportedEntry> objects) {
        var claims = objects.stream().flatMap(object -> PartClaim.of(object).stream()).toList();
        var standing = standing(calendar, creator, objects, claims);
        var parts = parts(calendar, standing, claims);
        var split = parts.values().stream().map(Part::series).collect(Collectors.toSet());
        var uids = objects.stream().map(ImportedEntry::uid).filter(uid -> !parts.containsKey(uid));
        var numbers = numbers(calendar, standing, uids.distinct().toList());
        return objects.stream()
                .map(object -> {
                    var part = Optional.ofNullable(parts.get(object.uid()));
                    if (part.isPresent()) {
                        return part.get().write(calendar, creator);
                    }
                    var number = number(numbers, object.uid());
                    return split.contains(number.entry())
                            ? new Part(number.entry(), OccurrenceKey.FIRST, object)
                                    .write(calendar, creator)
                            : new ImportWrite(
                                    new ImportEntry(number.entry(), calendar, creator, object),
                                    number.fresh());
                })
                .toList();
    }

    /** A part of a series that stands. */
    private record Part(EntryId series, OccurrenceKey from, ImportedEntry content) {

        ImportWrite write(CalendarId calendar, UserId creator) {
            return new ImportWrite(
                    new MergeEntry(series, calendar, creator, from, content, OptionalLong.empty()),
                    false);
        }
    }

    private Standing standing(
            CalendarId calendar,
            UserId viewer,
            List<ImportedEntry> objects,
            List<PartClaim> claims) {
        var uids =
                Stream.concat(
                        objects.stream().map(ImportedEntry::uid),
                        claims.stream().map(PartClaim::series));
        return new Standing(queries, calendar, viewer, uids.toList());
    }

    /** The objects that are later parts, by their UIDs. */
    private Map<String, Part> parts(
            CalendarId calendar, Standing standing, List<PartClaim> claims) {
        var series =
                claims.stream()
                        .flatMap(claim -> standing.entry(claim.series()).stream())
                        .collect(Collectors.toSet());
        if (series.isEmpty()) {
            return Map.of();
        }
        var exports =
                queries.list(new EntryQuery.ExportsOn(calendar, series), EntryExport.class).stream()
                        .collect(Collectors.toMap(EntryExport::id, Function.identity()));
        var parts = new HashMap<String, Part>();
        for (var claim : claims) {
            standing.entry(claim.series())
                    .flatMap(entry -> Optional.ofNullable(exports.get(entry)))
                    .filter(export -> holds(export, claim))
                    .map(export -> new Part(export.id(), claim.from(), claim.content()))
                    .ifPresent(part -> parts.put(claim.content().uid(), part));
        }
        return parts;
    }

    private static boolean holds(EntryExport export, PartClaim claim) {
        return export.state() instanceof Series series
                && series.uid().equals(claim.series())
                && series.segmentAt(claim.from()).isPresent();
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
