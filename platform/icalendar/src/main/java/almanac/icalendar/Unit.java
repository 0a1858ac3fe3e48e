package almanac.icalendar;

import almanac.entry.MailAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A line of a component, or a whole component within it.
 *
 * @param topic equal for units that say the same thing, so that one takes the other's place
 */
record Unit(String topic, List<String> lines) {

    /** Lines that say when it was written, not what it is. */
    static final String STAMP = "DTSTAMP";

    private static final Set<String> TIME =
            Set.of("DTSTART", "DTEND", "DURATION", SpanLines.UNTIMED, SpanLines.END_DAY);
    private static final Set<String> STAMPS = Set.of(STAMP, "LAST-MODIFIED");

    /** Those that have a place in our language, apart from time and people. */
    private static final Set<String> SINGLE =
            Set.of(
                    "UID",
                    "RECURRENCE-ID",
                    "RRULE",
                    "RDATE",
                    "EXDATE",
                    "SUMMARY",
                    "DESCRIPTION",
                    "LOCATION",
                    "STATUS",
                    "COLOR",
                    "CATEGORIES",
                    "PRIORITY",
                    "ORGANIZER",
                    "SEQUENCE",
                    "X-ALMANAC-ICON",
                    "X-ALMANAC-NOTES",
                    "X-ALMANAC-EVENT-TYPE",
                    "X-ALMANAC-COURSE");

    boolean nested() {
        return lines.size() > 1;
    }

    boolean stamp() {
        return topic.equals(STAMP);
    }

    static List<Unit> of(List<String> lines) {
        var units = new ArrayList<Unit>();
        var block = new ArrayList<String>();
        var depth = 0;
        for (var line : lines) {
            var upper = line.strip().toUpperCase(Locale.ROOT);
            if (upper.startsWith("BEGIN:")) {
                depth++;
            }
            if (depth == 0) {
                units.add(new Unit(topic(line), List.of(line)));
                continue;
            }
            block.add(line);
            if (upper.startsWith("END:") && --depth == 0) {
                units.add(block(block));
                block.clear();
            }
        }
        if (!block.isEmpty()) {
            units.add(block(block));
        }
        return units;
    }

    private static Unit block(List<String> lines) {
        return new Unit(String.join("\n", lines), List.copyOf(lines));
    }

    /** The units of each topic, in the order in which they first come. */
    static Map<String, List<Unit>> byTopic(List<Unit> units) {
        var byTopic = new LinkedHashMap<String, List<Unit>>();
        for (var unit : units) {
            byTopic.computeIfAbsent(unit.topic(), topic -> new ArrayList<>()).add(unit);
        }
        return byTopic;
    }

    private static String topic(String line) {
        var name = name(line);
        if (STAMPS.contains(name)) {
            return STAMP;
        }
        if (TIME.contains(name)) {
            return "DTSTART";
        }
        if (name.equals("ATTENDEE")) {
            return ContentLine.of(line)
                    .flatMap(CalendarAddress::mailAddress)
                    .map(MailAddress::text)
                    .map(address -> "ATTENDEE " + address.toLowerCase(Locale.ROOT))
                    .orElse(line);
        }
        return SINGLE.contains(name) ? name : line;
    }

    private static String name(String line) {
        var end = 0;
        while (end < line.length() && line.charAt(end) != ':' && line.charAt(end) != ';') {
            end++;
        }
        return line.substring(0, end).strip().toUpperCase(Locale.ROOT);
    }
}
