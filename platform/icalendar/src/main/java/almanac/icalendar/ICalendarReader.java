package almanac.icalendar;

import almanac.icalendar.FileLines.Line;
import almanac.icalendar.ImportFile.Item;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a calendar file. Components that belong together by UID become one item; what cannot be
 * read becomes an item with the reason and never keeps the rest from being read.
 *
 * <p>A file may hold several calendars, each with time zones of its own. Floating times are read in
 * the calendar's zone (X-WR-TIMEZONE), else in the reader's. An exception whose master is not in
 * the file becomes an item of its own, under a name of its own, so that it can never take the place
 * of a series that stands already; its claim says which occurrence of which series it is.
 */
public final class ICalendarReader {

    /** Larger files are refused. */
    public static final int MOST_BYTES = 32 * 1024 * 1024;

    private final ZoneId fallbackZone;

    public ICalendarReader(ZoneId fallbackZone) {
        this.fallbackZone = fallbackZone;
    }

    /**
     * Reads to the end of the stream; UTF-8, and each line that is none as Windows-1252.
     *
     * @throws IOException when the stream fails or holds more than {@link #MOST_BYTES}
     */
    public ImportFile read(InputStream in) throws IOException {
        return read(in, StandardCharsets.UTF_8);
    }

    /**
     * The same of a file whose sender says in which charset it is (RFC 5545 3.1.4).
     *
     * @param said does not count for what is UTF-8 all the same
     */
    public ImportFile read(InputStream in, Charset said) throws IOException {
        var bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("a calendar file holds at most " + MOST_BYTES + " bytes");
        }
        return read(FileLines.of(bytes, said), SentAs::of);
    }

    /** Reads a whole file that nobody was sent. */
    public ImportFile read(String text) {
        return read(FileLines.of(text), header -> SentAs.NOTHING);
    }

    private ImportFile read(List<Line> lines, Function<Optional<String>, SentAs> method) {
        var calendars = Chunks.calendars(lines);
        var items = new ArrayList<Item>();
        var groups = new LinkedHashMap<String, List<ComponentReader>>();
        for (var calendar : calendars) {
            var zones = zones(calendar, fallbackZone);
            var sent = method.apply(header(calendar, "METHOD"));
            for (var chunk : calendar.components()) {
                switch (chunk.name()) {
                    case "VEVENT" -> {
                        if (sent.says()) {
                            group(sent.said(chunk), zones, groups, items);
                        } else {
                            items.add(unreadable(sent.whyNot()));
                        }
                    }
                    case "VTIMEZONE" -> {}
                    default -> items.add(unreadable(chunk.name() + ": only VEVENT is imported"));
                }
            }
        }
        groups.forEach((uid, components) -> items.addAll(new GroupReader(uid, components).items()));
        return new ImportFile(
                header(calendars, "X-WR-CALNAME").or(() -> header(calendars, "NAME")),
                calendars.stream().flatMap(each -> ownZone(each).stream()).findFirst(),
                Chunks.framed(lines),
                items);
    }

    private static Item unreadable(String reason) {
        return new Item.Unreadable(Optional.empty(), Optional.empty(), reason);
    }

    /** The zones of a calendar, floating times in its own, else in the fallback. */
    static Zones zones(Chunks chunks, ZoneId fallback) {
        return new Zones(definitions(chunks), ownZone(chunks), fallback);
    }

    private static Optional<ZoneId> ownZone(Chunks chunks) {
        return header(chunks, "X-WR-TIMEZONE").flatMap(Zones::named);
    }

    /**
     * The zone that a text defines with its one VTIMEZONE, such as a calendar's own (RFC 4791
     * 5.2.2); empty where it has none that we know.
     *
     * @param near a time at which its rules have to be the same
     */
    public static Optional<ZoneId> zoneDefinedIn(String text, LocalDateTime near) {
        var definitions = definitions(Chunks.of(text));
        if (definitions.size() != 1) {
            return Optional.empty();
        }
        var tzid = definitions.keySet().iterator().next();
        try {
            var zones = new Zones(definitions, Optional.empty(), ZoneOffset.UTC);
            return Optional.of(zones.of("TZID", Optional.of(tzid), near));
        } catch (Unusable unknown) {
            return Optional.empty();
        }
    }

    private static void group(
            Chunks.Chunk chunk,
            Zones zones,
            Map<String, List<ComponentReader>> groups,
            List<Item> items) {
        try {
            var reader = ComponentReader.of(chunk, zones);
            var uid = reader.uid().orElseGet(() -> fingerprint(chunk.lines()));
            groups.computeIfAbsent(uid, id -> new ArrayList<>()).add(reader);
        } catch (Unusable broken) {
            items.add(unreadable(String.valueOf(broken.getMessage())));
        }
    }

    /** The same content gets the same UID, so that a file without any can be imported again. */
    private static String fingerprint(List<String> lines) {
        try {
            var content =
                    lines.stream()
                            .filter(line -> !line.toUpperCase(Locale.ROOT).startsWith("DTSTAMP"))
                            .sorted()
                            .toList();
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(String.join("\n", content).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16) + "@content.almanac";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> header(List<Chunks> calendars, String name) {
        return calendars.stream().flatMap(each -> header(each, name).stream()).findFirst();
    }

    private static Optional<String> header(Chunks chunks, String name) {
        return chunks.header().stream()
                .flatMap(line -> ContentLine.of(line).stream())
                .filter(line -> line.name().equals(name))
                .map(line -> Texts.unescaped(line.value()).strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static Map<String, List<String>> definitions(Chunks chunks) {
        var definitions = new HashMap<String, List<String>>();
        for (var chunk : chunks.components()) {
            if (chunk.name().equals("VTIMEZONE")) {
                chunk.lines().stream()
                        .filter(line -> line.toUpperCase(Locale.ROOT).startsWith("TZID"))
                        .findFirst()
                        .ifPresent(line ->
                                definitions.put(
                                        line.substring(line.indexOf(':') + 1).strip(),
                                        chunk.lines()));
            }
        }
        return definitions;
    }
}
