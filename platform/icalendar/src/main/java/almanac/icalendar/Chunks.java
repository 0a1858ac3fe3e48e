package almanac.icalendar;

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

    /** Longer lines are cut off from reading: a text that long is refused however it is escaped. */
    static final int LONGEST_LINE = 1 << 22;

    /**
     * One component.
     *
     * @param lines unfolded, without its own BEGIN and END; nested components whole
     */
    record Chunk(String name, List<String> lines) {}

    static Chunks of(String text) {
        var header = new ArrayList<String>();
        var components = new ArrayList<Chunk>();
        List<String> current = new ArrayList<>();
        var name = "";
        var depth = 0;
        for (var line : unfolded(text)) {
            var upper = line.length() < 40 ? line.strip().toUpperCase(Locale.ROOT) : "";
            if (upper.equals("BEGIN:VCALENDAR") || upper.equals("END:VCALENDAR")) {
                if (depth > 0) {
                    components.add(new Chunk(name, current));
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
                components.add(new Chunk(name, current));
                name = upper.substring(6);
                current = new ArrayList<>();
                depth = 1;
            } else if (depth == 1 && upper.equals("END:" + name)) {
                components.add(new Chunk(name, current));
                depth = 0;
            } else {
                depth += upper.startsWith("BEGIN:") ? 1 : upper.startsWith("END:") ? -1 : 0;
                depth = Math.max(1, depth);
                current.add(line);
            }
        }
        if (depth > 0) {
            components.add(new Chunk(name, current));
        }
        return new Chunks(header, components);
    }

    /**
     * Logical lines (RFC 5545 3.1): a line that begins with white space continues the one before.
     */
    private static List<String> unfolded(String text) {
        var lines = new ArrayList<StringBuilder>();
        var start = text.startsWith("\uFEFF") ? 1 : 0;
        for (var at = start; at < text.length(); ) {
            var end = text.indexOf('\n', at);
            var next = end < 0 ? text.length() : end + 1;
            var stop = end < 0 ? text.length() : end;
            if (stop > at && text.charAt(stop - 1) == '\r') {
                stop--;
            }
            if (stop > at) {
                var first = text.charAt(at);
                if ((first == ' ' || first == '\t') && !lines.isEmpty()) {
                    var line = lines.getLast();
                    if (line.length() < LONGEST_LINE) {
                        line.append(text, at + 1, stop);
                    }
                } else {
                    lines.add(new StringBuilder(stop - at).append(text, at, stop));
                }
            }
            at = next;
        }
        return lines.stream().map(StringBuilder::toString).toList();
    }
}
