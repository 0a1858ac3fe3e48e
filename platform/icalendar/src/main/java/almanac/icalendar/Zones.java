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
 * Turns the time zone ids of one calendar into IANA zones: by name, by the last parts of a path, by
 * the Windows name, and last by the rules of its own VTIMEZONE. Never guesses UTC.
 */
final class Zones {

    private static final Map<String, ZoneId> BY_NAME = byName();

    private final Map<String, List<String>> definitions;
    private final Optional<ZoneId> floating;
    private final ZoneId fallback;
    private final Map<String, ZoneRulesMatch> matches = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

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
        var named = named(tzid.get());
        return named.isPresent() ? named.get() : byRules(property, tzid.get(), near);
    }

    private ZoneId byRules(String property, String tzid, LocalDateTime near) throws Unusable {
        var rules = definitions.get(tzid);
        if (rules == null) {
            throw new Unusable(property + " names an unknown time zone: " + tzid);
        }
        var match =
                matches.computeIfAbsent(tzid, id -> new ZoneRulesMatch(rules))
                        .at(near)
                        .orElseThrow(() ->
                                new Unusable(
                                        property
                                                + " names a time zone with the rules of none that"
                                                + " is known: "
                                                + tzid));
        var when = match.of().map(year -> " of " + year).orElse("");
        notes.add("time zone " + tzid + " is read as " + match.zone() + " by its rules" + when);
        return match.zone();
    }

    /** What was decided since the last call, each thing once. */
    List<String> takeNotes() {
        var taken = notes.stream().distinct().toList();
        notes.clear();
        return taken;
    }
}
