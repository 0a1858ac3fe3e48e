package almanac.icalendar;

import almanac.time.IanaZones;
import almanac.time.WindowsZones;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Turns the time zone ids of one file into IANA zones: by name, by the last parts of a path, by the
 * Windows name, and last by the rules of the file's own VTIMEZONE. Never guesses UTC.
 */
final class Zones {

    private static final Map<String, ZoneId> BY_NAME = byName();

    private final Map<String, List<String>> definitions;
    private final Optional<ZoneId> floating;
    private final ZoneId fallback;
    private final Map<String, Optional<Reading>> known = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * What a TZID is read as.
     *
     * @param note where that is not what it says
     */
    private record Reading(ZoneId zone, Optional<String> note) {}

    /**
     * @param definitions the lines of each VTIMEZONE by its TZID
     * @param floating the calendar's own zone
     * @param fallback for floating times where the calendar has none
     */
    Zones(Map<String, List<String>> definitions, Optional<ZoneId> floating, ZoneId fallback) {
        this.definitions = definitions;
        this.floating = floating;
        this.fallback = fallback;
    }

    /** Older display names as ical4j knows them, then the Windows names, then IANA's own. */
    private static Map<String, ZoneId> byName() {
        var zones = new HashMap<String, ZoneId>();
        for (var table :
                List.of(
                        "/net/fortuna/ical4j/transform/compliance/msTimezoneNames",
                        "/net/fortuna/ical4j/transform/compliance/msTimezoneIds")) {
            load(table)
                    .forEach((name, id) ->
                            zones.put(key(name.toString()), ZoneId.of(id.toString())));
        }
        WindowsZones.all().forEach((name, zone) -> zones.put(key(name), zone));
        IanaZones.all().forEach(zone -> zones.put(key(zone.getId()), zone));
        return Map.copyOf(zones);
    }

    private static Properties load(String table) {
        var names = new Properties();
        try (var in = Zones.class.getResourceAsStream(table)) {
            names.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** A zone by one of its names, without any VTIMEZONE. */
    static Optional<ZoneId> named(String tzid) {
        var whole = Optional.ofNullable(BY_NAME.get(key(tzid)));
        if (whole.isPresent() || !tzid.contains("/")) {
            return whole;
        }
        var parts = key(tzid).split("/");
        for (var from = 1; from < parts.length - 1; from++) {
            var tail = String.join("/", List.of(parts).subList(from, parts.length));
            if (BY_NAME.containsKey(tail)) {
                return Optional.of(BY_NAME.get(tail));
            }
        }
        return Optional.empty();
    }

    ZoneId of(String property, Optional<String> tzid, LocalDateTime near) throws Unusable {
        if (tzid.isEmpty()) {
            notes.add(property + " has no time zone and is read in " + floating.orElse(fallback));
            return floating.orElse(fallback);
        }
        var reading =
                known.computeIfAbsent(tzid.get(), id -> resolve(id, near))
                        .orElseThrow(() ->
                                new Unusable(
                                        property + " names an unknown time zone: " + tzid.get()));
        reading.note().ifPresent(notes::add);
        return reading.zone();
    }

    private Optional<Reading> resolve(String tzid, LocalDateTime near) {
        return named(tzid)
                .map(zone -> new Reading(zone, Optional.empty()))
                .or(() -> byRules(tzid, near));
    }

    private Optional<Reading> byRules(String tzid, LocalDateTime near) {
        return Optional.ofNullable(definitions.get(tzid))
                .flatMap(lines -> ZoneRulesMatch.of(lines, near))
                .map(zone ->
                        new Reading(
                                zone,
                                Optional.of(
                                        "time zone "
                                                + tzid
                                                + " is read as "
                                                + zone
                                                + " by its rules")));
    }

    /** What was decided since the last call, each thing once. */
    List<String> takeNotes() {
        var taken = notes.stream().distinct().toList();
        notes.clear();
        return taken;
    }
}
