package almanac.icalendar;

import java.util.regex.Pattern;

/**
 * Texts as parameter values (RFC 6868), in one pass: ical4j takes the second half of {@code ^^} for
 * the beginning of the next escape.
 */
final class ParameterTexts {

    private static final Pattern BARE =
            Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{N} .@_'-]*[\\p{L}\\p{N}.])?");

    private ParameterTexts() {}

    /** Encoded, and quoted unless it is plain words. Line breaks become one; control goes. */
    static String encoded(String text) {
        if (BARE.matcher(text).matches()) {
            return text;
        }
        var encoded = new StringBuilder("\"");
        var lines = text.replace("\r\n", "\n").replace('\r', '\n');
        for (var i = 0; i < lines.length(); i++) {
            var c = lines.charAt(i);
            switch (c) {
                case '^' -> encoded.append("^^");
                case '\n' -> encoded.append("^n");
                case '"' -> encoded.append("^'");
                default -> {
                    if (c == '\t' || !Character.isISOControl(c)) {
                        encoded.append(c);
                    }
                }
            }
        }
        return encoded.append('"').toString();
    }

    /** An escape that the RFC does not know is kept. */
    static String decoded(String value) {
        var decoded = new StringBuilder();
        for (var i = 0; i < value.length(); i++) {
            var next = i + 1 < value.length() ? value.charAt(i + 1) : ' ';
            if (value.charAt(i) == '^' && (next == '^' || next == 'n' || next == '\'')) {
                decoded.append(next == 'n' ? '\n' : next == '\'' ? '"' : '^');
                i++;
            } else {
                decoded.append(value.charAt(i));
            }
        }
        return decoded.toString();
    }
}
