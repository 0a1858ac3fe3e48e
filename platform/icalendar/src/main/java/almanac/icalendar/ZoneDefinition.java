package almanac.icalendar;

import almanac.recurrence.Budget;
import almanac.recurrence.BudgetExceeded;
import almanac.recurrence.InvalidRule;
import almanac.recurrence.Rule;
import almanac.recurrence.RuleSet;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The offsets that a VTIMEZONE gives to each time (RFC 5545 3.6.5). */
record ZoneDefinition(List<Observance> observances) {

    /** Behind the year that is asked for. */
    static final int YEARS = 10;

    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d\\d):?(\\d\\d):?(\\d\\d)?");
    private static final LocalDateTime EVER = LocalDateTime.of(0, 1, 1, 0, 0);

    /** A STANDARD or DAYLIGHT: from its onsets, told by the clock before them, an offset holds. */
    record Observance(ZoneOffset before, ZoneOffset offset, RuleSet onsets) {

        void addTo(Map<Instant, Observance> all, LocalDateTime from, LocalDateTime to) {
            var ruled = onsets.rule().isPresent();
            var starts = onsets.startsBetween(ruled ? from : EVER, to, Budget.usual());
            starts.forEachRemaining(start -> all.put(start.toInstant(before), this));
            if (ruled) {
                onsets.last()
                        .filter(last -> last.isBefore(from))
                        .ifPresent(last -> all.put(last.toInstant(before), this));
            }
        }
    }

    /**
     * Its offsets in some years.
     *
     * @param onsets what holds from when on
     */
    record Offsets(NavigableMap<Instant, Observance> onsets) {

        ZoneOffset at(Instant time) {
            var latest = onsets.floorEntry(time);
            return latest == null
                    ? Objects.requireNonNull(onsets.firstEntry()).getValue().before()
                    : latest.getValue().offset();
        }
    }

    /** Empty where nothing of it can be read. */
    static Optional<ZoneDefinition> of(List<String> lines) {
        var observances = new ArrayList<Observance>();
        var current = new HashMap<String, List<String>>();
        try {
            for (var line : lines) {
                var upper = line.strip().toUpperCase(Locale.ROOT);
                if (upper.startsWith("BEGIN:")) {
                    current.clear();
                } else if (upper.equals("END:STANDARD") || upper.equals("END:DAYLIGHT")) {
                    observances.add(observance(current));
                } else {
                    ContentLine.of(line)
                            .ifPresent(each ->
                                    current.computeIfAbsent(each.name(), name -> new ArrayList<>())
                                            .add(each.value().strip()));
                }
            }
        } catch (Unusable | InvalidRule | DateTimeException unreadable) {
            return Optional.empty();
        }
        return Optional.of(observances).filter(some -> !some.isEmpty()).map(ZoneDefinition::new);
    }

    private static Observance observance(Map<String, List<String>> properties) throws Unusable {
        var to = offset(first(properties, "TZOFFSETTO").orElse(""));
        var from = first(properties, "TZOFFSETFROM");
        var before = from.isPresent() ? offset(from.get()) : to;
        var additions = new TreeSet<LocalDateTime>();
        for (var dates : properties.getOrDefault("RDATE", List.of())) {
            for (var date : dates.split(",", -1)) {
                additions.add(wall("RDATE", date.split("/", 2)[0]));
            }
        }
        return new Observance(
                before,
                to,
                new RuleSet(
                        wall("DTSTART", first(properties, "DTSTART").orElse("")),
                        before,
                        first(properties, "RRULE").map(Rule::parse),
                        additions));
    }

    private static Optional<String> first(Map<String, List<String>> properties, String name) {
        return properties.getOrDefault(name, List.of()).stream().findFirst();
    }

    private static ZoneOffset offset(String value) throws Unusable {
        var form = OFFSET.matcher(value);
        if (!form.matches()) {
            throw new Unusable("no offset: " + value);
        }
        var sign = form.group(1).equals("-") ? -1 : 1;
        return ZoneOffset.ofHoursMinutesSeconds(
                sign * Integer.parseInt(form.group(2)),
                sign * Integer.parseInt(form.group(3)),
                sign * Integer.parseInt(Objects.requireNonNullElse(form.group(4), "0")));
    }

    private static LocalDateTime wall(String property, String value) throws Unusable {
        var zones = new Zones(Map.of(), Optional.empty(), Moment.UTC);
        return switch (Moment.of(property, value, Optional.empty(), zones)) {
            case Moment.Day(var date) -> date.atStartOfDay();
            case Moment.Clock(var time, var zone) -> time;
        };
    }

    /** From that year on, for {@link #YEARS}; empty where its rules cannot be counted. */
    Optional<Offsets> from(int year) {
        var onsets = new TreeMap<Instant, Observance>();
        var from = LocalDateTime.of(year, 1, 1, 0, 0);
        try {
            for (var observance : observances) {
                observance.addTo(onsets, from.minusYears(4), from.plusYears(YEARS + 1));
            }
        } catch (BudgetExceeded tooMany) {
            return Optional.empty();
        }
        return Optional.of(new Offsets(onsets)).filter(some -> !some.onsets().isEmpty());
    }
}
