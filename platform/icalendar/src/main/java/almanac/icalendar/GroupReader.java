package almanac.icalendar;

import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.icalendar.ImportFile.Item;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Turns the components of one UID into items. */
record GroupReader(String uid, List<ComponentReader> components) {

    /**
     * Longer ones are refused, as those with large attachments inside are: an event is stored
     * whole, up to four times in one document where both sides of a link differ and a write is
     * under way, and a document has 16 MiB.
     */
    static final int MOST_BYTES = 7 << 19;

    List<Item> items() {
        var items = new ArrayList<Item>();
        var masters = components.stream().filter(component -> !component.isException()).toList();
        var exceptions = components.stream().filter(ComponentReader::isException).toList();
        for (var i = 0; i < masters.size(); i++) {
            var own = i == 0 ? uid : uid + "#" + (i + 1);
            items.add(item(own, masters.get(i), i == 0 ? exceptions : List.of()));
        }
        if (masters.isEmpty()) {
            for (var exception : exceptions) {
                var alone = uid + OccurrenceClaim.ALONE + exception.recurrenceIdText();
                items.add(item(alone, exception, List.of()));
            }
        }
        return items;
    }

    private Item item(String own, ComponentReader master, List<ComponentReader> exceptions) {
        try {
            requireRoom(master, exceptions);
            return readable(own, master, exceptions);
        } catch (Unusable reason) {
            return unreadable(own, master, String.valueOf(reason.getMessage()));
        } catch (RuntimeException unforeseen) {
            // whatever a file may hold, it stays with the item that holds it
            return unreadable(own, master, "cannot be read: " + unforeseen.getMessage());
        }
    }

    private static void requireRoom(ComponentReader master, List<ComponentReader> exceptions)
            throws Unusable {
        var bytes = master.bytes() + exceptions.stream().mapToLong(ComponentReader::bytes).sum();
        if (bytes > MOST_BYTES) {
            throw new Unusable("it is longer than " + MOST_BYTES + " bytes, with what is attached");
        }
    }

    private Item unreadable(String own, ComponentReader master, String reason) {
        takeNotes();
        return new Item.Unreadable(Optional.of(own), master.summary(), reason);
    }

    private List<String> takeNotes() {
        return components.stream()
                .flatMap(component -> component.takeNotes().stream())
                .distinct()
                .toList();
    }

    private Item readable(String own, ComponentReader master, List<ComponentReader> exceptions)
            throws Unusable {
        var ranges = ranges(entry(own, master, exceptions), master, exceptions);
        var claim = master.namedStart().map(start -> new OccurrenceClaim(uid, start));
        var notes = new ArrayList<>(takeNotes());
        if (!own.equals(uid) && claim.isEmpty()) {
            notes.add("stands alone as " + own);
        }
        ranges.note().ifPresent(notes::add);
        if (master.guessed() || exceptions.stream().anyMatch(ComponentReader::guessed)) {
            notes.add("what is no UTF-8 in it is read as Windows-1252");
        }
        if (master.addsPeriods()) {
            notes.add("RDATE;VALUE=PERIOD is read for its start, not for how long it lasts");
        }
        return new Item.Readable(ranges.entry(), claim, notes, ranges.unsaid());
    }

    /**
     * How RANGE is read.
     *
     * @param unsaid why the entry says less than it
     */
    private record Reading(ImportedEntry entry, Optional<String> note, Optional<String> unsaid) {

        static Reading cut(ImportedEntry entry, String why) {
            return new Reading(
                    entry,
                    Optional.of("RECURRENCE-ID;RANGE is read for its one occurrence: " + why),
                    Optional.of("RECURRENCE-ID;RANGE cannot be kept: " + why));
        }
    }

    private static Reading ranges(
            ImportedEntry entry, ComponentReader master, List<ComponentReader> exceptions)
            throws Unusable {
        if (master.range().isPresent()) {
            return Reading.cut(entry, "its series is not in the file");
        }
        var reaching = new TreeMap<LocalDateTime, ImportedOverride>();
        for (var i = 0; i < exceptions.size(); i++) {
            var range = exceptions.get(i).range();
            if (range.isPresent() && !range.get().equalsIgnoreCase(Ranges.FOLLOWING)) {
                return Reading.cut(entry, range.get() + " is not " + Ranges.FOLLOWING);
            }
            if (range.isPresent()) {
                var override = entry.overrides().get(i);
                reaching.put(override.originalStart(), override);
            }
        }
        return reaching.isEmpty()
                ? new Reading(entry, Optional.empty(), Optional.empty())
                : spelledOut(entry, reaching);
    }

    private static Reading spelledOut(
            ImportedEntry entry, NavigableMap<LocalDateTime, ImportedOverride> reaching) {
        try {
            return new Reading(
                    Ranges.spelledOut(entry, reaching),
                    Optional.of(
                            "RECURRENCE-ID;RANGE is read as a change of each occurrence that"
                                    + " follows"),
                    Optional.empty());
        } catch (Unusable beyond) {
            return Reading.cut(entry, String.valueOf(beyond.getMessage()));
        }
    }

    private static ImportedEntry entry(
            String own, ComponentReader master, List<ComponentReader> exceptions) throws Unusable {
        var span = master.span();
        var overrides = new ArrayList<ImportedOverride>();
        for (var exception : exceptions) {
            overrides.add(
                    new ImportedOverride(
                            exception.recurrenceId(span).orElseThrow(),
                            exception.details(),
                            exception.span()));
        }
        return new ImportedEntry(
                own,
                master.details(),
                span,
                master.recurrence(span),
                master.starts("EXDATE", span),
                overrides);
    }
}
