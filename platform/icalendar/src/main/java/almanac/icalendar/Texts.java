package almanac.icalendar;

import java.util.ArrayList;
import java.util.List;

/**
 * The TEXT value type (RFC 5545 3.3.11) in one pass. ical4j replaces one escape after the other and
 * so takes a backslash before a line break for an escaped backslash before an n.
 */
final class Texts {

    private Texts() {}

    /** Line breaks of any kind become one {@code \n}. */
    static String escaped(String text) {
        var escaped = new StringBuilder(text.length() + 8);
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '\\', ';', ',' -> escaped.append('\\').append(c);
                case '\n' -> escaped.append("\\n");
                case '\r' -> {
                    if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                        escaped.append("\\n");
                    }
                }
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    static String unescaped(String value) {
        return String.join(",", split(value));
    }

    /** The elements of a list of texts; an unescaped comma parts them. */
    static List<String> split(String value) {
        var elements = new ArrayList<String>();
        var element = new StringBuilder();
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == ',') {
                elements.add(element.toString());
                element.setLength(0);
            } else if (c == '\\' && i + 1 < value.length()) {
                i++;
                element.append(meant(value.charAt(i)));
            } else {
                element.append(c);
            }
        }
        elements.add(element.toString());
        return elements;
    }

    /** What an escaped character stands for; an escape that the RFC does not know is kept. */
    private static String meant(char escaped) {
        return switch (escaped) {
            case 'n', 'N' -> "\n";
            case '\\', ';', ',', '"', ':' -> String.valueOf(escaped);
            default -> "\\" + escaped;
        };
    }
}
