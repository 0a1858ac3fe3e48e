package almanac.sync.caldav;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Wording;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What an object's text says beside its content: who wrote it and when, and what servers note for
 * themselves. None of it may look like an edit.
 */
final class Marks {

    private static final String OPERATION = "X-ALMANAC-OPERATION";

    private static final Set<String> LINES =
            Set.of(
                    OPERATION,
                    "CREATED",
                    "LAST-MODIFIED",
                    "REQUEST-STATUS",
                    // iCloud sends it or not, as the range that was asked for has it
                    "X-RECURRENCE-EXCEPTION");

    /** RFC 6638 7, and calendarserver's own. */
    private static final Set<String> PARAMETERS =
            Set.of(
                    "SCHEDULE-AGENT",
                    "SCHEDULE-STATUS",
                    "SCHEDULE-FORCE-SEND",
                    "X-CALENDARSERVER-AUTO",
                    "X-CALENDARSERVER-DTSTAMP");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    private Marks() {}

    static Optional<String> operation(ImportedEntry raw) {
        return value(raw, OPERATION);
    }

    static Optional<Instant> updatedAt(ImportedEntry raw) {
        return value(raw, "LAST-MODIFIED")
                .flatMap(text -> {
                    try {
                        var time = LocalDateTime.parse(text.replaceFirst("Z$", ""), TIME);
                        return Optional.of(time.toInstant(ZoneOffset.UTC));
                    } catch (DateTimeException none) {
                        return Optional.empty();
                    }
                });
    }

    private static Optional<String> value(ImportedEntry raw, String name) {
        return raw.details().extras().stream()
                .filter(line -> name(line).equals(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    static ImportedEntry marked(ImportedEntry content, String operation) {
        var extras = new ArrayList<>(content.details().extras());
        extras.add(OPERATION + ":" + operation);
        return with(content, details -> details, content.details().with(new Change.Extras(extras)));
    }

    /** The content without marks. */
    static ImportedEntry without(ImportedEntry raw) {
        return with(raw, Marks::without, without(raw.details()));
    }

    private static ImportedEntry with(
            ImportedEntry entry, UnaryOperator<Details> ofOverrides, Details details) {
        return new ImportedEntry(
                entry.uid(),
                details,
                entry.span(),
                entry.recurrence(),
                entry.exclusions(),
                entry.overrides().stream()
                        .map(each ->
                                new ImportedOverride(
                                        each.originalStart(),
                                        ofOverrides.apply(each.details()),
                                        each.span()))
                        .toList());
    }

    private static Details without(Details raw) {
        var extras = new ArrayList<String>();
        var depth = 0;
        for (var line : raw.extras()) {
            var name = name(line);
            if (depth > 0 || !LINES.contains(name)) {
                extras.add(line);
            }
            depth += name.equals("BEGIN") ? 1 : name.equals("END") ? -1 : 0;
        }
        return People.reworded(
                raw.with(new Change.Extras(extras)),
                (address, wording) -> new Wording(wording.uri(), unmarked(wording)));
    }

    private static List<String> unmarked(Wording wording) {
        return wording.parameters().stream().filter(parameter -> !isMark(parameter)).toList();
    }

    /** The marks of a line that is there. */
    static List<String> of(Wording wording) {
        return wording.parameters().stream().filter(Marks::isMark).toList();
    }

    private static boolean isMark(String parameter) {
        var name = parameter.substring(0, Math.max(0, parameter.indexOf('=')));
        return PARAMETERS.contains(name.strip().toUpperCase(Locale.ROOT));
    }

    private static String name(String line) {
        var end = 0;
        while (end < line.length() && line.charAt(end) != ':' && line.charAt(end) != ';') {
            end++;
        }
        return line.substring(0, end).strip().toUpperCase(Locale.ROOT);
    }
}
