package almanac.icalendar;

import almanac.entry.EntryExport;
import almanac.entry.EntryPart;
import almanac.entry.EntryState;
import almanac.entry.ImportedEntry;
import almanac.time.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.fortuna.ical4j.model.TimeZoneRegistry;
import net.fortuna.ical4j.model.TimeZoneRegistryFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a calendar (RFC 5545) entry by entry: nothing but the current one is in memory. The same
 * entries give the same bytes. Each zone is defined before the first event that uses it.
 */
public final class ICalendarWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ICalendarWriter.class);

    private static final String PRODUCT = "-//Almanac//Almanac//EN";

    static {
        // ical4j would ask a server for newer rules
        System.setProperty("net.fortuna.ical4j.timezone.update.enabled", "false");
    }

    private static final TimeZoneRegistry REGISTRY =
            TimeZoneRegistryFactory.getInstance().createRegistry();

    private final ContentLines lines;
    private final Set<WrittenZone> defined = new LinkedHashSet<>();

    private ICalendarWriter(OutputStream out) {
        this(out, Set.of());
    }

    private ICalendarWriter(OutputStream out, Set<WrittenZone> defined) {
        this.lines = new ContentLines(out);
        this.defined.addAll(defined);
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

    /**
     * One object as a calendar of its own, as CalDAV keeps it (RFC 4791 4.1).
     *
     * @param stamp becomes DTSTAMP
     */
    public static String object(ImportedEntry object, Instant stamp) {
        var out = new ByteArrayOutputStream();
        try {
            var writer = new ICalendarWriter(out);
            writer.lines.line("BEGIN:VCALENDAR");
            writer.lines.line("VERSION:2.0");
            writer.lines.line("PRODID:" + PRODUCT);
            writer.lines.line("CALSCALE:GREGORIAN");
            writer.write(object, stamp, Optional.empty());
            writer.lines.line("END:VCALENDAR");
            writer.lines.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What a scheduling message asks for (RFC 5546 1.4). */
    public enum Method {
        REQUEST,
        REPLY,
        CANCEL
    }

    /**
     * A scheduling message about one object.
     *
     * @param whole whether it is about all of it; else about nothing but its overrides, which then
     *     stand alone
     * @param stamp becomes DTSTAMP
     */
    public static String message(
            Method method, ImportedEntry object, boolean whole, Instant stamp) {
        var out = new ByteArrayOutputStream();
        try {
            var writer = new ICalendarWriter(out);
            writer.lines.line("BEGIN:VCALENDAR");
            writer.lines.line("VERSION:2.0");
            writer.lines.line("PRODID:" + PRODUCT);
            writer.lines.line("CALSCALE:GREGORIAN");
            writer.lines.line("METHOD:" + method);
            if (whole) {
                writer.write(object, stamp, Optional.empty());
            } else {
                writer.writeOverrides(object, stamp);
            }
            writer.lines.line("END:VCALENDAR");
            writer.lines.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private void writeOverrides(ImportedEntry object, Instant stamp) throws IOException {
        define(object.span());
        for (var override : object.overrides()) {
            define(override.span());
        }
        new ComponentWriter(lines, stamp).writeOverrides(object);
    }

    /** What of an entry cannot be written takes that entry out, and never the rest with it. */
    private void write(EntryExport export) throws IOException {
        if (export.state() instanceof EntryState.Live live) {
            var text = new ByteArrayOutputStream();
            var alone = new ICalendarWriter(text, defined);
            try {
                alone.write(live, export.updatedAt());
            } catch (RuntimeException unwritable) {
                LOG.error("entry {} is left out of an export", live.entry(), unwritable);
                return;
            }
            alone.lines.flush();
            lines.copy(text.toString(StandardCharsets.UTF_8));
            defined.addAll(alone.defined);
        }
    }

    private void write(EntryState.Live live, Instant updatedAt) throws IOException {
        for (var part : EntryPart.of(live)) {
            write(
                    part.content(),
                    updatedAt,
                    part.first() ? Optional.empty() : Optional.of(live.uid()));
        }
    }

    private void write(ImportedEntry object, Instant stamp, Optional<String> related)
            throws IOException {
        define(object.span());
        for (var override : object.overrides()) {
            define(override.span());
        }
        new ComponentWriter(lines, stamp).write(object, related);
    }

    private void define(Span span) throws IOException {
        if (span instanceof Span.Timed timed) {
            define(WrittenZone.of(timed.zone()));
        }
    }

    private void define(WrittenZone zone) throws IOException {
        if (zone.utc() || !defined.add(zone)) {
            return;
        }
        for (var line : definition(zone)) {
            lines.line(line);
        }
    }

    private static List<String> definition(WrittenZone zone) {
        if (zone.offset().isPresent()) {
            return WrittenZone.definition(zone.tzid(), zone.offset().get());
        }
        return Optional.ofNullable(REGISTRY.getTimeZone(zone.tzid())).stream()
                .flatMap(known -> known.getVTimeZone().toString().lines())
                .map(line -> line.startsWith("TZID:") ? "TZID:" + zone.tzid() : line)
                .toList();
    }
}
