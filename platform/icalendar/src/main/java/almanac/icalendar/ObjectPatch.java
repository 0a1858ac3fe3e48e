package almanac.icalendar;

import almanac.entry.ImportedEntry;
import almanac.icalendar.Chunks.Chunk;
import almanac.icalendar.ImportFile.Item.Readable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Changes an object in the text in which somebody else keeps it. Only lines that say something else
 * than they should are written anew; unknown properties, other components and time zones stay.
 */
public final class ObjectPatch {

    private static final String EVENT = "VEVENT";
    private static final String ZONE = "VTIMEZONE";

    private final ZoneId fallbackZone;

    /**
     * @param fallbackZone as of the {@link ICalendarReader} with which the text is read
     */
    public ObjectPatch(ZoneId fallbackZone) {
        this.fallbackZone = fallbackZone;
    }

    /**
     * The text, saying what is wanted; the very same text where it says that already. Its UID stays
     * and METHOD goes, which RFC 4791 4.1 forbids in a stored object. A range goes too, once
     * anything changes: what it says of the occurrences that follow then stands with each of them.
     *
     * @param stamp becomes DTSTAMP of the components that change
     * @throws IllegalArgumentException where the text does not hold exactly one object that can be
     *     read whole
     */
    public String patched(String text, ImportedEntry wanted, Instant stamp) {
        var file = new ICalendarReader(fallbackZone).read(text);
        var readable = file.items().stream().filter(Readable.class::isInstance).toList();
        if (readable.size() != 1) {
            throw new IllegalArgumentException("not one object but " + readable.size());
        }
        var read = (Readable) readable.getFirst();
        if (read.unsaid().isPresent()) {
            throw new IllegalArgumentException(read.unsaid().get());
        }
        var now = read.entry();
        return new Patching(Chunks.of(text), now, own(wanted, now.uid()), stamp).result(text);
    }

    private static ImportedEntry own(ImportedEntry wanted, String uid) {
        return new ImportedEntry(
                uid,
                wanted.details(),
                wanted.span(),
                wanted.recurrence(),
                wanted.exclusions(),
                wanted.overrides());
    }

    /** How we write an object: its zones, and its components by original start. */
    private record Written(List<Chunk> zones, Chunk master, Map<LocalDateTime, Chunk> overrides) {

        static Written of(ImportedEntry object, Instant stamp) {
            var chunks = Chunks.of(ICalendarWriter.object(object, stamp)).components();
            var events = chunks.stream().filter(chunk -> chunk.name().equals(EVENT)).toList();
            var overrides = new HashMap<LocalDateTime, Chunk>();
            for (var i = 0; i < object.overrides().size(); i++) {
                overrides.put(object.overrides().get(i).originalStart(), events.get(i + 1));
            }
            return new Written(
                    chunks.stream().filter(chunk -> chunk.name().equals(ZONE)).toList(),
                    events.getFirst(),
                    overrides);
        }
    }

    private final class Patching {

        private final Chunks standing;
        private final ImportedEntry object;
        private final Written now;
        private final Written wanted;
        private final ComponentPatch patch;
        private final Zones zones;
        private final Set<LocalDateTime> met = new HashSet<>();
        private boolean masterMet;

        Patching(Chunks standing, ImportedEntry object, ImportedEntry wanted, Instant stamp) {
            this.standing = standing;
            this.object = object;
            this.now = Written.of(object, stamp);
            this.wanted = Written.of(wanted, stamp);
            this.patch = new ComponentPatch(stamp);
            this.zones = ICalendarReader.zones(standing, fallbackZone);
        }

        String result(String text) {
            var components = new ArrayList<Chunk>();
            var before = spelledOut();
            for (var chunk : before) {
                (chunk.name().equals(EVENT) ? event(chunk) : Optional.of(chunk))
                        .ifPresent(components::add);
            }
            wanted.overrides().entrySet().stream()
                    .filter(override -> !met.contains(override.getKey()))
                    .sorted(Map.Entry.comparingByKey())
                    .map(Map.Entry::getValue)
                    .forEach(components::add);
            if (components.equals(before)) {
                return text;
            }
            components.addAll(0, missingZones(components));
            return written(components);
        }

        /** The components that say the same without a range. */
        private List<Chunk> spelledOut() {
            var components = new ArrayList<Chunk>();
            var following = new TreeMap<>(now.overrides());
            for (var chunk : standing.components()) {
                components.add(chunk.name().equals(EVENT) ? withoutRange(chunk) : chunk);
                originalStart(chunk).ifPresent(following::remove);
            }
            components.addAll(following.values());
            return components;
        }

        private static Chunk withoutRange(Chunk event) {
            var lines =
                    event.lines().stream()
                            .map(line ->
                                    line.toUpperCase(Locale.ROOT).startsWith("RECURRENCE-ID")
                                            ? ContentLine.without("RANGE", line)
                                            : line)
                            .toList();
            return new Chunk(event.name(), lines);
        }

        /** Without exceptions among the lines of the object the first component is the object. */
        private Optional<Chunk> event(Chunk chunk) {
            var original = originalStart(chunk).filter(now.overrides()::containsKey);
            if (original.isPresent()) {
                return exception(chunk, original.get());
            }
            if (masterMet) {
                return Optional.of(chunk);
            }
            masterMet = true;
            return Optional.of(patched(chunk, now.master(), wanted.master()));
        }

        private Optional<Chunk> exception(Chunk chunk, LocalDateTime start) {
            var before = Optional.ofNullable(now.overrides().get(start));
            var after = Optional.ofNullable(wanted.overrides().get(start));
            return met.add(start) && before.isPresent()
                    ? after.map(written -> patched(chunk, before.get(), written))
                    : Optional.empty();
        }

        private Chunk patched(Chunk chunk, Chunk before, Chunk after) {
            var lines = patch.patched(chunk.lines(), before.lines(), after.lines());
            return new Chunk(chunk.name(), lines);
        }

        private Optional<LocalDateTime> originalStart(Chunk chunk) {
            try {
                return ComponentReader.of(chunk, zones).recurrenceId(object.span());
            } catch (Unusable unread) {
                return Optional.empty();
            }
        }

        private List<Chunk> missingZones(List<Chunk> components) {
            return wanted.zones().stream()
                    .filter(zone -> !standing.components().contains(zone))
                    .filter(zone -> {
                        var id = tzid(zone);
                        return components.stream()
                                        .noneMatch(c -> c.name().equals(ZONE) && tzid(c).equals(id))
                                && components.stream().anyMatch(c -> names(c, id));
                    })
                    .toList();
        }

        private static String tzid(Chunk zone) {
            return zone.lines().stream()
                    .filter(line -> line.toUpperCase(Locale.ROOT).startsWith("TZID"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("");
        }

        private static boolean names(Chunk component, String zone) {
            return component.lines().stream()
                    .anyMatch(line ->
                            line.contains(";TZID=" + zone + ":")
                                    || line.contains(";TZID=" + zone + ";"));
        }

        private String written(List<Chunk> components) {
            var out = new ByteArrayOutputStream();
            var lines = new ContentLines(out);
            try {
                lines.line("BEGIN:VCALENDAR");
                for (var header : standing.header()) {
                    if (!header.toUpperCase(Locale.ROOT).startsWith("METHOD")) {
                        lines.line(header);
                    }
                }
                for (var component : components) {
                    lines.line("BEGIN:" + component.name());
                    for (var line : component.lines()) {
                        lines.line(line);
                    }
                    lines.line("END:" + component.name());
                }
                lines.line("END:VCALENDAR");
                lines.flush();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return out.toString(StandardCharsets.UTF_8);
        }
    }
}
