package almanac.icalendar;

import almanac.icalendar.FileLines.Line;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A file cut into its components before any of them is parsed, so that a broken one stays alone.
 * Accepts bare line feeds, a byte order mark, folded property names and missing ENDs.
 *
 * @param header the calendar's own properties
 * @param components top-level components in order
 */
record Chunks(List<String> header, List<Chunk> components) {

    private static final String BEGIN = "BEGIN:VCALENDAR";
    private static final String END = "END:VCALENDAR";

    /**
     * One component.
     *
     * @param lines unfolded, without its own BEGIN and END; nested components whole
     * @param guessed whether one of them is no UTF-8
     */
    record Chunk(String name, List<String> lines, boolean guessed) {
        Chunk(String name, List<String> lines) {
            this(name, lines, false);
        }

        /** In UTF-8. */
        long bytes() {
            return lines.stream()
                    .mapToLong(line -> line.getBytes(StandardCharsets.UTF_8).length)
                    .sum();
        }
    }

    /** Each calendar of a file for itself. */
    static List<Chunks> calendars(List<Line> lines) {
        var calendars = new ArrayList<Chunks>();
        var from = 0;
        for (var at = 1; at < lines.size(); at++) {
            if (lines.get(at).text().strip().equalsIgnoreCase(BEGIN)) {
                calendars.add(of(lines.subList(from, at)));
                from = at;
            }
        }
        calendars.add(of(lines.subList(from, lines.size())));
        return calendars;
    }

    /** Whether a calendar begins and ends there. */
    static boolean framed(List<Line> lines) {
        var frame =
                lines.stream()
                        .map(line -> mark(line.text()))
                        .filter(line -> line.equals(BEGIN) || line.equals(END))
                        .toList();
        return !frame.isEmpty() && frame.getFirst().equals(BEGIN) && frame.getLast().equals(END);
    }

    /** A line as one that begins or ends something; long ones do neither. */
    private static String mark(String line) {
        return line.length() < 40 ? line.strip().toUpperCase(Locale.ROOT) : "";
    }

    /** All of a text as one calendar. */
    static Chunks of(String text) {
        return of(FileLines.of(text));
    }

    private static Chunks of(List<Line> lines) {
        var header = new ArrayList<String>();
        var components = new ArrayList<Chunk>();
        List<Line> current = new ArrayList<>();
        var name = "";
        var depth = 0;
        for (var each : lines) {
            var line = each.text();
            var upper = mark(line);
            if (upper.equals(BEGIN) || upper.equals(END)) {
                if (depth > 0) {
                    components.add(chunk(name, current));
                    depth = 0;
                }
            } else if (depth == 0 && upper.startsWith("BEGIN:")) {
                name = upper.substring(6);
                current = new ArrayList<>();
                depth = 1;
            } else if (depth == 0) {
                header.add(line);
            } else if (upper.equals("BEGIN:" + name) || upper.equals("BEGIN:VEVENT")) {
                // the END before this BEGIN is missing
                components.add(chunk(name, current));
                name = upper.substring(6);
                current = new ArrayList<>();
                depth = 1;
            } else if (depth == 1 && upper.equals("END:" + name)) {
                components.add(chunk(name, current));
                depth = 0;
            } else {
                depth += upper.startsWith("BEGIN:") ? 1 : upper.startsWith("END:") ? -1 : 0;
                depth = Math.max(1, depth);
                current.add(each);
            }
        }
        if (depth > 0) {
            components.add(chunk(name, current));
        }
        return new Chunks(header, components);
    }

    private static Chunk chunk(String name, List<Line> lines) {
        return new Chunk(
                name,
                lines.stream().map(Line::text).toList(),
                lines.stream().anyMatch(Line::guessed));
    }
}
