package almanac.icalendar;

import almanac.entry.Meeting;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.fortuna.ical4j.data.CalendarParserImpl;
import net.fortuna.ical4j.data.ContentHandler;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.util.Strings;

/**
 * The properties of one component: those that we model parsed by ical4j, all others as they stand.
 *
 * @param modelled in file order
 * @param meeting what ORGANIZER, ATTENDEE and SEQUENCE say
 * @param extras unfolded content lines and nested components
 */
record Properties(List<Property> modelled, Optional<Meeting> meeting, List<String> extras) {

    /**
     * What {@link Details} and {@link almanac.time.Span} have a place for. DTSTAMP is ours to
     * write.
     */
    private static final Set<String> MODELLED =
            Set.of(
                    "UID",
                    "DTSTAMP",
                    "DTSTART",
                    "DTEND",
                    "DURATION",
                    "RRULE",
                    "RDATE",
                    "EXDATE",
                    "EXRULE",
                    "RECURRENCE-ID",
                    "SUMMARY",
                    "DESCRIPTION",
                    "LOCATION",
                    "STATUS",
                    "COLOR",
                    "CATEGORIES",
                    "X-ALMANAC-ICON",
                    "X-ALMANAC-NOTES",
                    SpanLines.UNTIMED,
                    SpanLines.END_DAY);

    /**
     * @param value raw, as it stands after the colon
     */
    record Property(String name, Map<String, String> parameters, String value) {
        String text() {
            return Texts.unescaped(value);
        }

        Optional<String> parameter(String key) {
            return Optional.ofNullable(parameters.get(key)).map(Strings::unquote);
        }
    }

    static Properties of(List<String> lines) throws Unusable {
        var known = new StringBuilder("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n");
        var extras = new ArrayList<String>();
        var meeting = new MeetingReader();
        var depth = 0;
        for (var line : lines) {
            var name = name(line);
            if (name.equals("BEGIN")) {
                depth++;
            }
            if (depth == 0 && (MODELLED.contains(name) || PurposeLines.understands(line))) {
                known.append(line).append("\r\n");
            } else if (!name.isEmpty() && !(depth == 0 && meeting.takes(name, line))) {
                extras.add(line);
            }
            if (name.equals("END")) {
                depth = Math.max(0, depth - 1);
            }
        }
        return new Properties(
                parsed(known.append("END:VEVENT\r\nEND:VCALENDAR\r\n").toString()),
                meeting.meeting(),
                extras);
    }

    private static String name(String line) {
        for (var i = 0; i < line.length(); i++) {
            if (line.charAt(i) == ':' || line.charAt(i) == ';') {
                return line.substring(0, i).strip().toUpperCase(Locale.ROOT);
            }
        }
        return "";
    }

    private static List<Property> parsed(String component) throws Unusable {
        var collector = new Collector();
        try {
            new CalendarParserImpl().parse(new StringReader(component), collector);
        } catch (IOException | ParserException | RuntimeException broken) {
            throw new Unusable("not iCalendar: " + broken.getMessage());
        }
        return collector.properties;
    }

    Optional<Property> first(String name) {
        return modelled.stream().filter(property -> property.name().equals(name)).findFirst();
    }

    List<Property> all(String name) {
        return modelled.stream().filter(property -> property.name().equals(name)).toList();
    }

    private static final class Collector implements ContentHandler {

        private final List<Property> properties = new ArrayList<>();
        private Map<String, String> parameters = new LinkedHashMap<>();
        private String value = "";

        @Override
        public void startCalendar() {}

        @Override
        public void endCalendar() {}

        @Override
        public void startComponent(String name) {}

        @Override
        public void endComponent(String name) {}

        @Override
        public void startProperty(String name) {
            parameters = new LinkedHashMap<>();
            value = "";
        }

        @Override
        public void propertyValue(String raw) {
            value = raw;
        }

        @Override
        public void endProperty(String name) {
            properties.add(new Property(name.strip().toUpperCase(Locale.ROOT), parameters, value));
        }

        @Override
        public void parameter(String name, String raw) {
            parameters.put(name.toUpperCase(Locale.ROOT), raw);
        }
    }
}
