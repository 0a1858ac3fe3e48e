package almanac.icalendar;

import almanac.icalendar.ZoneDefinition.Offsets;
import almanac.time.IanaZones;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the IANA zones whose offsets are those of a custom VTIMEZONE at the times it is used: it
 * may need several, since no one zone may have changed its rules as it did.
 */
final class ZoneRulesMatch {

    /** A year of the rules that are used today. */
    private static final int NOW = 2025;

    /** Asked first, so that the answer is a zone that people know. */
    private static final List<String> PREFERRED =
            List.of(
                    "Europe/Berlin",
                    "Europe/London",
                    "Europe/Lisbon",
                    "Europe/Helsinki",
                    "Europe/Athens",
                    "Europe/Moscow",
                    "Europe/Istanbul",
                    "America/New_York",
                    "America/Chicago",
                    "America/Denver",
                    "America/Phoenix",
                    "America/Los_Angeles",
                    "America/Anchorage",
                    "America/Halifax",
                    "America/St_Johns",
                    "America/Sao_Paulo",
                    "America/Argentina/Buenos_Aires",
                    "America/Santiago",
                    "America/Bogota",
                    "America/Mexico_City",
                    "Asia/Tokyo",
                    "Asia/Shanghai",
                    "Asia/Kolkata",
                    "Asia/Dubai",
                    "Asia/Karachi",
                    "Asia/Dhaka",
                    "Asia/Bangkok",
                    "Asia/Jerusalem",
                    "Asia/Tehran",
                    "Asia/Kathmandu",
                    "Australia/Sydney",
                    "Australia/Brisbane",
                    "Australia/Adelaide",
                    "Australia/Darwin",
                    "Australia/Perth",
                    "Australia/Lord_Howe",
                    "Pacific/Auckland",
                    "Pacific/Honolulu",
                    "Africa/Johannesburg",
                    "Africa/Cairo",
                    "Africa/Casablanca",
                    "Africa/Lagos",
                    "Africa/Nairobi");

    private static final List<ZoneId> CANDIDATES =
            Stream.concat(
                            PREFERRED.stream().map(ZoneId::of),
                            IanaZones.all().stream().sorted(Comparator.comparing(ZoneId::getId)))
                    .toList();

    private final List<String> lines;
    private final Optional<ZoneDefinition> definition;
    private final Map<Integer, Optional<Stretch>> byYear = new HashMap<>();
    private final Set<ZoneId> used = new HashSet<>();

    ZoneRulesMatch(List<String> lines) {
        this.lines = lines;
        this.definition = ZoneDefinition.of(lines);
    }

    /**
     * A zone with the same offsets.
     *
     * @param of the year whose rules it has; empty where it keeps them from then on
     */
    record Match(ZoneId zone, Optional<Integer> of) {}

    /**
     * A zone that has the definition's offset then and its rules in that year, and for as long as
     * one has them. Where none has, the definition may know nothing of the rules of old: then one
     * that has them now will do, if it agrees.
     */
    Optional<Match> at(LocalDateTime time) {
        return located()
                .map(zone -> new Match(zone, Optional.empty()))
                .or(() -> definition.flatMap(each -> at(each, time)));
    }

    private Optional<ZoneId> located() {
        return lines.stream()
                .filter(line -> line.toUpperCase(Locale.ROOT).startsWith("X-LIC-LOCATION:"))
                .flatMap(line -> Zones.named(line.substring(15)).stream())
                .findFirst();
    }

    private Optional<Match> at(ZoneDefinition definition, LocalDateTime time) {
        var then = stretch(definition, time.getYear());
        var match = then.flatMap(stretch -> stretch.match(time, used)).or(() -> now(time, then));
        match.ifPresent(found -> used.add(found.zone()));
        return match;
    }

    private Optional<Match> now(LocalDateTime time, Optional<Stretch> then) {
        return definition
                .flatMap(each -> stretch(each, NOW))
                .flatMap(now ->
                        then.map(stretch -> new Stretch(stretch.offsets(), now.possible()))
                                .flatMap(stretch -> stretch.match(time, used)))
                .map(match -> new Match(match.zone(), Optional.of(NOW)));
    }

    private Optional<Stretch> stretch(ZoneDefinition definition, int year) {
        return byYear.computeIfAbsent(year, any -> Stretch.of(definition, year));
    }

    /**
     * A year, and those that follow.
     *
     * @param possible those first that last longest
     */
    private record Stretch(Offsets offsets, List<Match> possible) {

        static Optional<Stretch> of(ZoneDefinition definition, int year) {
            return definition
                    .from(year)
                    .map(offsets -> new Stretch(offsets, matching(offsets, year)));
        }

        private static List<Match> matching(Offsets offsets, int year) {
            var years =
                    IntStream.range(year, year + ZoneDefinition.YEARS)
                            .mapToObj(each -> samples(offsets, each))
                            .toList();
            return CANDIDATES.stream()
                    .map(zone -> Lasting.of(zone, years))
                    .filter(each -> each.years() > 0)
                    .sorted(Comparator.comparing(Lasting::years).reversed())
                    .map(each -> each.from(year))
                    .toList();
        }

        /** One that was used before comes first, so that what belongs together is in one zone. */
        Optional<Match> match(LocalDateTime time, Set<ZoneId> used) {
            return Stream.concat(
                            possible.stream().filter(each -> used.contains(each.zone())),
                            possible.stream())
                    .filter(each -> agree(each.zone(), time))
                    .findFirst();
        }

        private boolean agree(ZoneId zone, LocalDateTime time) {
            var instant = time.atZone(zone).toInstant();
            return zone.getRules().getOffset(instant).equals(offsets.at(instant));
        }
    }

    /**
     * A zone.
     *
     * @param years for how many it has the definition's offsets
     */
    private record Lasting(ZoneId zone, long years) {

        static Lasting of(ZoneId zone, List<List<Sample>> years) {
            return new Lasting(zone, years.stream().takeWhile(each -> same(zone, each)).count());
        }

        Match from(int year) {
            return new Match(zone, Optional.of(year).filter(any -> years < ZoneDefinition.YEARS));
        }
    }

    private record Sample(Instant time, ZoneOffset offset) {}

    /** Days near a change of the clock count little: programs say them in their own ways. */
    private static List<Sample> samples(Offsets offsets, int year) {
        var noon = LocalDateTime.of(year, 1, 1, 12, 0).toInstant(ZoneOffset.UTC);
        return IntStream.range(0, 73)
                .mapToObj(step -> noon.plus(Duration.ofDays(5L * step)))
                .map(time -> new Sample(time, offsets.at(time)))
                .toList();
    }

    private static boolean same(ZoneId zone, List<Sample> samples) {
        return samples.stream()
                .allMatch(each -> zone.getRules().getOffset(each.time()).equals(each.offset()));
    }
}
