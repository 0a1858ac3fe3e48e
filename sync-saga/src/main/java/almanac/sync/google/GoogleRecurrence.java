package almanac.sync.google;

import almanac.entry.ImportedEntry;
import almanac.entry.Recurrence;
import almanac.recurrence.InvalidRule;
import almanac.recurrence.Rule;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.time.Span;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The lines RRULE, RDATE and EXDATE of a series (RFC 5545 3.8.5). */
final class GoogleRecurrence {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    private GoogleRecurrence() {}

    /**
     * @param exclusions local starts that EXDATE names
     */
    record Lines(Optional<Recurrence> recurrence, List<LocalDateTime> exclusions) {}

    static Lines read(List<String> lines, Span span) throws Unreadable {
        var rule = Optional.<Rule>empty();
        var additions = new ArrayList<LocalDateTime>();
        var exclusions = new ArrayList<LocalDateTime>();
        for (var line : lines) {
            var name = line.split("[:;]", 2)[0];
            switch (name) {
                case "RRULE" -> {
                    if (rule.isPresent()) {
                        throw new Unreadable("it has more than one RRULE");
                    }
                    rule = Optional.of(rule(line));
                }
                case "RDATE" -> additions.addAll(dates(line, span));
                case "EXDATE" -> exclusions.addAll(dates(line, span));
                default -> throw new Unreadable(name + " cannot be kept");
            }
        }
        return new Lines(
                rule.isEmpty() && additions.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Recurrence(rule, additions)),
                exclusions.stream().distinct().sorted().toList());
    }

    private static Rule rule(String line) throws Unreadable {
        try {
            return Rule.parse(line);
        } catch (InvalidRule invalid) {
            throw new Unreadable("its rule cannot be read: " + invalid.getMessage());
        }
    }

    private static List<LocalDateTime> dates(String line, Span span) throws Unreadable {
        var colon = line.indexOf(':');
        if (colon < 0) {
            throw new Unreadable("a line of its recurrence has no value");
        }
        try {
            var zone = zone(line.substring(0, colon), zoneOf(span));
            var dates = new ArrayList<LocalDateTime>();
            for (var value : line.substring(colon + 1).split(",")) {
                // of a PERIOD the start counts
                dates.add(date(value.split("/", 2)[0], zone, span));
            }
            return dates;
        } catch (DateTimeException wrong) {
            throw new Unreadable("a date of its recurrence cannot be read");
        }
    }

    private static ZoneId zone(String name, ZoneId fallback) {
        for (var parameter : name.split(";")) {
            if (parameter.startsWith("TZID=")) {
                return ZoneId.of(parameter.substring("TZID=".length()));
            }
        }
        return fallback;
    }

    private static LocalDateTime date(String value, ZoneId zone, Span span) {
        if (value.length() == 8) {
            return LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE)
                    .atTime(span.localStart().toLocalTime());
        }
        var utc = value.endsWith("Z");
        var local = LocalDateTime.parse(utc ? value.substring(0, value.length() - 1) : value, TIME);
        if (!utc && zone.equals(zoneOf(span))) {
            // as it stands, also where the clock skips that time
            return local;
        }
        return local.atZone(utc ? ZoneOffset.UTC : zone)
                .withZoneSameInstant(zoneOf(span))
                .toLocalDateTime();
    }

    static ZoneId zoneOf(Span span) {
        return span instanceof Span.Timed timed ? timed.zone() : ZoneOffset.UTC;
    }

    /** The lines of a series; empty for a single entry. */
    static List<String> write(ImportedEntry content, Collection<LocalDateTime> exclusions) {
        var lines = new ArrayList<String>();
        content.recurrence()
                .map(recurrence -> recurrence.beside(content.span()))
                .ifPresent(recurrence -> {
                    recurrence.rule().ifPresent(rule -> lines.add("RRULE:" + rule.text()));
                    dates("RDATE", recurrence.additions(), content.span()).ifPresent(lines::add);
                    dates("EXDATE", exclusions, content.span()).ifPresent(lines::add);
                });
        return lines;
    }

    private static Optional<String> dates(
            String name, Collection<LocalDateTime> starts, Span span) {
        if (starts.isEmpty()) {
            return Optional.empty();
        }
        var days = span instanceof Span.AllDay;
        var zone = GoogleTimes.name(zoneOf(span));
        var utc = zone.equals("UTC");
        var values =
                starts.stream()
                        .sorted()
                        .map(start ->
                                days
                                        ? DateTimeFormatter.BASIC_ISO_DATE.format(
                                                start.toLocalDate())
                                        : TIME.format(start) + (utc ? "Z" : ""))
                        .collect(Collectors.joining(","));
        return Optional.of(
                name + (days ? ";VALUE=DATE:" : utc ? ":" : ";TZID=" + zone + ":") + values);
    }

    /**
     * @throws ProviderFailed Unsupported where Google cannot hold the recurrence
     */
    static void check(ImportedEntry content) {
        if (content.recurrence().isEmpty()) {
            return;
        }
        var rule = content.recurrence().get().rule();
        if (rule.filter(each -> each.frequency().subDaily()).isPresent()) {
            throw unsupported("Google does not repeat events more than once a day");
        }
        if (!GoogleTimes.named(zoneOf(content.span()))) {
            throw unsupported("Google has no name for the zone " + zoneOf(content.span()));
        }
    }

    private static ProviderFailed unsupported(String why) {
        return new ProviderFailed(new ProviderFailure.Unsupported(why));
    }
}
