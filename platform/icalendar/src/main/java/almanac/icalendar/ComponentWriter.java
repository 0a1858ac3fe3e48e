package almanac.icalendar;

import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Recurrence;
import almanac.time.End;
import almanac.time.Span;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the VEVENTs of one object: its master, then its overrides. */
final class ComponentWriter {

    private final ContentLines lines;
    private final Instant updatedAt;
    private final DetailsWriter details;

    ComponentWriter(ContentLines lines, Instant updatedAt) {
        this.lines = lines;
        this.updatedAt = updatedAt;
        this.details = new DetailsWriter(lines);
    }

    /**
     * @param related the UID of the object that this one follows
     */
    void write(ImportedEntry entry, Optional<String> related) throws IOException {
        begin(entry.uid());
        span(entry.span());
        if (entry.recurrence().isPresent()) {
            recurrence(entry.span(), entry.recurrence().get());
        }
        dates("EXDATE", entry.exclusions(), entry.span());
        details.write(entry.details());
        if (related.isPresent()) {
            lines.text("RELATED-TO", related.get());
        }
        lines.line("END:VEVENT");
        writeOverrides(entry);
    }

    void writeOverrides(ImportedEntry entry) throws IOException {
        for (var override : entry.overrides()) {
            exception(entry, override);
        }
    }

    private void recurrence(Span span, Recurrence recurrence) throws IOException {
        if (recurrence.rule().isPresent()) {
            lines.line("RRULE:" + recurrence.rule().get().text());
        }
        dates("RDATE", recurrence.additions(), span);
    }

    private void dates(String name, List<LocalDateTime> starts, Span kind) throws IOException {
        if (!starts.isEmpty()) {
            var zone = zone(kind);
            lines.line(
                    name
                            + parameters(kind, zone)
                            + ":"
                            + starts.stream()
                                    .map(start -> value(kind, start, zone))
                                    .collect(Collectors.joining(",")));
        }
    }

    private void exception(ImportedEntry master, ImportedOverride override) throws IOException {
        begin(master.uid());
        var zone = zone(master.span());
        lines.line(
                "RECURRENCE-ID"
                        + parameters(master.span(), zone)
                        + ":"
                        + value(master.span(), override.originalStart(), zone));
        span(override.span());
        details.write(override.details());
        lines.line("END:VEVENT");
    }

    private static ZoneId zone(Span span) {
        return span instanceof Span.Timed timed ? timed.zone() : ZoneOffset.UTC;
    }

    private void begin(String uid) throws IOException {
        lines.line("BEGIN:VEVENT");
        lines.text("UID", uid);
        lines.line("DTSTAMP:" + Moment.TIME.format(updatedAt.atOffset(ZoneOffset.UTC)) + "Z");
    }

    private void span(Span span) throws IOException {
        switch (span) {
            case Span.AllDay(LocalDate start, LocalDate end, boolean untimed) -> {
                lines.line("DTSTART;VALUE=DATE:" + Moment.DAY.format(start));
                lines.line("DTEND;VALUE=DATE:" + Moment.DAY.format(end));
            }
            case Span.Timed(var start, var zone, var end) -> {
                lines.line("DTSTART" + parameters(span, zone) + ":" + value(span, start, zone));
                var last =
                        switch (end) {
                            case End.None() -> Optional.<LocalDateTime>empty();
                            case End.OnDay(var day) when day.equals(start.toLocalDate()) ->
                                    Optional.<LocalDateTime>empty();
                            case End.OnDay(var day) -> Optional.of(day.plusDays(1).atStartOfDay());
                            case End.At(var time) -> Optional.of(time);
                        };
                if (last.isPresent()) {
                    lines.line(
                            "DTEND" + parameters(span, zone) + ":" + value(span, last.get(), zone));
                }
            }
        }
    }

    private static String parameters(Span kind, ZoneId zone) {
        if (kind instanceof Span.AllDay) {
            return ";VALUE=DATE";
        }
        return zone.equals(Moment.UTC) ? "" : ";TZID=" + zone.getId();
    }

    private static String value(Span kind, LocalDateTime local, ZoneId zone) {
        if (kind instanceof Span.AllDay) {
            return Moment.DAY.format(local);
        }
        return Moment.TIME.format(local) + (zone.equals(Moment.UTC) ? "Z" : "");
    }
}
