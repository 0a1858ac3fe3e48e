package almanac.icalendar;

import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Recurrence;
import almanac.time.Span;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
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
            recurrence(entry.span(), entry.recurrence().get().beside(entry.span()));
        }
        dates("EXDATE", entry.exclusions(), entry.span());
        details.write(entry.details());
        if (related.isPresent()) {
            lines.line(PartClaim.relation(related.get()));
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
            lines.line(
                    name
                            + parameters(kind)
                            + ":"
                            + starts.stream()
                                    .map(start -> value(kind, start))
                                    .collect(Collectors.joining(",")));
        }
    }

    private void exception(ImportedEntry master, ImportedOverride override) throws IOException {
        begin(master.uid());
        lines.line(
                "RECURRENCE-ID"
                        + parameters(master.span())
                        + ":"
                        + value(master.span(), override.originalStart()));
        span(override.span());
        details.write(override.details());
        lines.line("END:VEVENT");
    }

    private void begin(String uid) throws IOException {
        lines.line("BEGIN:VEVENT");
        lines.text("UID", uid);
        lines.line("DTSTAMP:" + Moment.TIME.format(updatedAt.atOffset(ZoneOffset.UTC)) + "Z");
    }

    private void span(Span span) throws IOException {
        lines.line("DTSTART" + parameters(span) + ":" + value(span, span.localStart()));
        var end = SpanLines.end(span);
        if (end.isPresent()) {
            lines.line("DTEND" + parameters(span) + ":" + value(span, end.get()));
        }
        SpanLines.write(span, lines);
    }

    private static String parameters(Span kind) {
        return switch (kind) {
            case Span.AllDay allDay -> ";VALUE=DATE";
            case Span.Timed timed -> {
                var zone = WrittenZone.of(timed.zone());
                yield zone.utc() ? "" : ";TZID=" + zone.tzid();
            }
        };
    }

    private static String value(Span kind, LocalDateTime local) {
        return switch (kind) {
            case Span.AllDay allDay -> Moment.DAY.format(Years.writable(local.toLocalDate()));
            case Span.Timed timed ->
                    Moment.TIME.format(Years.writable(local))
                            + (WrittenZone.of(timed.zone()).utc() ? "Z" : "");
        };
    }
}
