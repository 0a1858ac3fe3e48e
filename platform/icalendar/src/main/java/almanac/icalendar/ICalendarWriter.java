package almanac.icalendar;

import almanac.entry.EntryExport;
import almanac.entry.EntryState;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.time.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import net.fortuna.ical4j.model.TimeZoneRegistry;
import net.fortuna.ical4j.model.TimeZoneRegistryFactory;

/**
 * Writes a calendar (RFC 5545) entry by entry: nothing but the current one is in memory. The same
 * entries give the same bytes. Each zone is defined before the first event that uses it.
 */
public final class ICalendarWriter {

    private static final String PRODUCT = "-//Almanac//Almanac//EN";

    static {
        // ical4j would ask a server for newer rules
        System.setProperty("net.fortuna.ical4j.timezone.update.enabled", "false");
    }

    private static final TimeZoneRegistry REGISTRY =
            TimeZoneRegistryFactory.getInstance().createRegistry();

    private final ContentLines lines;
    private final Set<ZoneId> defined = new LinkedHashSet<>();

    private ICalendarWriter(OutputStream out) {
        this.lines = new ContentLines(out);
    }

    /** Writes a whole calendar; the stream stays open. */
    public static void write(OutputStream out, String calendarName, Stream<EntryExport> entries)
            throws IOException {
        var writer = new ICalendarWriter(out);
        writer.lines.line("BEGIN:VCALENDAR");
        writer.lines.line("VERSION:2.0");
        writer.lines.line("PRODID:" + PRODUCT);
        writer.lines.line("CALSCALE:GREGORIAN");
        writer.lines.text("X-WR-CALNAME", calendarName);
        for (var entry : (Iterable<EntryExport>) entries::iterator) {
            writer.write(entry);
        }
        writer.lines.line("END:VCALENDAR");
        writer.lines.flush();
    }

    private void write(EntryExport export) throws IOException {
        var components = new ComponentWriter(lines, export.updatedAt());
        switch (export.state()) {
            case SingleEntry single -> {
                define(single.span());
                components.single(single);
            }
            case Series series -> {
                for (var segment : series.segments()) {
                    define(segment.first());
                }
                for (var override : series.overrides()) {
                    var occurrence = series.occurrence(override.key());
                    if (occurrence.isPresent()) {
                        define(occurrence.get().span());
                    }
                }
                components.series(series);
            }
            case EntryState.Absent absent -> {}
            case EntryState.Deleted deleted -> {}
        }
    }

    private void define(Span span) throws IOException {
        if (span instanceof Span.Timed timed) {
            define(timed.zone());
        }
    }

    private void define(ZoneId zone) throws IOException {
        if (zone.equals(Moment.UTC) || !defined.add(zone)) {
            return;
        }
        var definition = REGISTRY.getTimeZone(zone.getId());
        if (definition != null) {
            var named = definition.getVTimeZone().toString();
            for (var line : named.split("\r\n")) {
                lines.raw(line.startsWith("TZID:") ? "TZID:" + zone.getId() : line);
            }
        }
    }
}
