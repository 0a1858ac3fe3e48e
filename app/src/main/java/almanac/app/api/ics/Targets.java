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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Which entry each object of a file is about, or which part of one. A series that was changed from
 * an occurrence on is exported as several objects; they come back as the parts they are where the
 * series stands on the calendar with a part that begins there (docs/adr/0027), and are objects of
 * their own everywhere else.
 */
@Component
class Targets {

    private static final Pattern OWN_UID = Pattern.compile("entry-([1-9]\\d{0,9})@almanac");

    private final Queries queries;
    private final Ids ids;

    Targets(Queries queries, Ids ids) {
        this.queries = queries;
        this.ids = ids;
    }

    /** What is to be done about each of the objects, in their order. */
    List<ImportWrite> writes(CalendarId calendar, UserId creator, List<ImportedEntry> objects) {
        var parts = parts(calendar, objects);
        var split = parts.values().stream().map(Part::series).collect(Collectors.toSet());
        var uids = objects.stream().map(ImportedEntry::uid).filter(uid -> !parts.containsKey(uid));
        var numbers = numbers(calendar, uids.distinct().toList());
        return objects.stream()
                .map(object -> {
                    var part = Optional.ofNullable(parts.get(object.uid()));
                    if (part.isPresent()) {
                        return part.get().write(calendar, creator);
                    }
                    var number = Optional.ofNullable(numbers.get(object.uid())).orElseThrow();
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

    /** The objects that are later parts, by their UIDs. */
    private Map<String, Part> parts(CalendarId calendar, List<ImportedEntry> objects) {
        var claims = objects.stream().flatMap(object -> PartClaim.of(object).stream()).toList();
        if (claims.isEmpty()) {
            return Map.of();
        }
        var numbers = numbers(calendar, claims.stream().map(PartClaim::series).distinct().toList());
        var entries = numbers.values().stream().map(Reservation::entry).collect(Collectors.toSet());
        var standing =
                queries
                        .list(new EntryQuery.ExportsOn(calendar, entries), EntryExport.class)
                        .stream()
                        .collect(Collectors.toMap(EntryExport::id, Function.identity()));
        var parts = new HashMap<String, Part>();
        for (var claim : claims) {
            Optional.ofNullable(numbers.get(claim.series()))
                    .flatMap(number -> Optional.ofNullable(standing.get(number.entry())))
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
     * An entry that we exported is known by its own UID where it still is; others by reservation.
     */
    private Map<String, Reservation> numbers(CalendarId calendar, Collection<String> uids) {
        var own = new HashMap<String, EntryId>();
        for (var uid : uids) {
            var matcher = OWN_UID.matcher(uid);
            if (matcher.matches()) {
                own.put(uid, new EntryId(Long.parseLong(matcher.group(1))));
            }
        }
        if (!own.isEmpty()) {
            var here =
                    new HashSet<>(
                            queries.list(
                                    new EntryQuery.EntriesOn(calendar, new HashSet<>(own.values())),
                                    EntryId.class));
            own.values().retainAll(here);
        }
        var numbers = new HashMap<String, Reservation>();
        own.forEach((uid, entry) -> numbers.put(uid, new Reservation(entry, false)));
        var others = uids.stream().filter(uid -> !own.containsKey(uid)).toList();
        if (!others.isEmpty()) {
            numbers.putAll(ids.forUids(calendar, others));
        }
        return numbers;
    }
}
