package almanac.store.ledger;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of JSON: an object of texts and whole numbers. Strict, since a reader that forgives
 * shows other things than were proven: no field twice, nothing behind the end.
 */
final class JsonLine {

    private final String line;
    private int at;

    private JsonLine(String line) {
        this.line = line;
    }

    /**
     * The fields by name, each a String or a Long.
     *
     * @throws IllegalArgumentException for anything else
     */
    static Map<String, Object> parse(String line) {
        var parser = new JsonLine(line);
        var fields = parser.object();
        parser.blank();
        if (parser.at < line.length()) {
            throw parser.wrong("nothing more is expected");
        }
        return fields;
    }

    private Map<String, Object> object() {
        var fields = new LinkedHashMap<String, Object>();
        expect('{');
        if (comes('}')) {
            return fields;
        }
        do {
            blank();
            var name = text();
            expect(':');
            if (fields.put(name, value()) != null) {
                throw wrong("the field " + name + " comes twice");
            }
        } while (comes(','));
        expect('}');
        return fields;
    }

    private Object value() {
        blank();
        if (at < line.length() && line.charAt(at) == '"') {
            return text();
        }
        var from = at;
        while (at < line.length() && (line.charAt(at) == '-' || isDigit(line.charAt(at)))) {
            at++;
        }
        try {
            return Long.valueOf(line.substring(from, at));
        } catch (NumberFormatException none) {
            throw wrong("a text or a whole number is expected");
        }
    }

    private static boolean isDigit(char it) {
        return it >= '0' && it <= '9';
    }

    private String text() {
        if (at >= line.length() || line.charAt(at++) != '"') {
            throw wrong("a quotation mark is expected");
        }
        var text = new StringBuilder();
        while (true) {
            var run = at;
            while (at < line.length() && line.charAt(at) != '"' && line.charAt(at) != '\\') {
                at++;
            }
            text.append(line, run, at);
            if (at >= line.length()) {
                throw wrong("the text has no end");
            }
            if (line.charAt(at++) == '"') {
                return text.toString();
            }
            text.append(escaped());
        }
    }

    private char escaped() {
        if (at >= line.length()) {
            throw wrong("the text has no end");
        }
        return switch (line.charAt(at++)) {
            case '"' -> '"';
            case '\\' -> '\\';
            case '/' -> '/';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> numbered();
            default -> throw wrong("no such escape");
        };
    }

    private char numbered() {
        try {
            at += 4;
            return (char) HexFormat.fromHexDigits(line, at - 4, at);
        } catch (IndexOutOfBoundsException | NumberFormatException none) {
            throw wrong("four hexadecimal digits are expected");
        }
    }

    private void expect(char wanted) {
        if (!comes(wanted)) {
            throw wrong("'" + wanted + "' is expected");
        }
    }

    private boolean comes(char wanted) {
        blank();
        var there = at < line.length() && line.charAt(at) == wanted;
        if (there) {
            at++;
        }
        return there;
    }

    private void blank() {
        while (at < line.length() && " \t\r\n".indexOf(line.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + " at character " + Math.min(at, line.length()));
    }
}
