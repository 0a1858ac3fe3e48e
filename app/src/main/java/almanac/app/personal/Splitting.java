package almanac.app.personal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes what is personal out of one JSON text, in one pass. The text is as our serializer writes
 * it: valid, without blanks between tokens, without escapes in the names of fields, the field that
 * tells types apart first.
 */
final class Splitting {

    private static final Shape.Fields NOTHING = new Shape.Fields(Map.of());

    private final String text;
    private final StringBuilder rest;
    private final List<Split.Piece> pieces = new ArrayList<>();
    private int at;
    private int copied;

    private Splitting(String text) {
        this.text = text;
        this.rest = new StringBuilder(text.length());
    }

    /** The text without what is personal, and that. */
    static Split of(String text, Shape shape) {
        var splitting = new Splitting(text);
        splitting.value(shape);
        splitting.copyUpTo(text.length());
        return new Split(splitting.rest.toString(), splitting.pieces);
    }

    private void value(Shape shape) {
        switch (shape) {
            case Shape.Plain plain -> skip();
            case Shape.Whole(var erased) -> take(erased);
            case Shape.Fields fields -> object(fields);
            case Shape.Elements(var each) -> array(each);
            case Shape.Tagged tagged -> family(tagged);
        }
    }

    private void take(String erased) {
        var from = at;
        skip();
        var said = text.substring(from, at);
        if (said.equals(erased) || saysNothing(said)) {
            return;
        }
        copyUpTo(from);
        pieces.add(new Split.Piece(rest.length(), erased.length(), said));
        rest.append(erased);
        copied = at;
    }

    private static boolean saysNothing(String value) {
        return value.equals("null") || value.equals("[]") || value.equals("\"\"");
    }

    private void copyUpTo(int end) {
        rest.append(text, copied, end);
        copied = end;
    }

    private void object(Shape.Fields fields) {
        if (text.charAt(at) != '{') {
            skip();
            return;
        }
        at++;
        members(fields);
    }

    /** The members of an object up to its end, from the name of one or from the end. */
    private void members(Shape.Fields fields) {
        while (text.charAt(at) != '}') {
            value(fields.of(name()));
            comma();
        }
        at++;
    }

    private void family(Shape.Tagged tagged) {
        if (text.charAt(at) != '{') {
            skip();
            return;
        }
        at++;
        name();
        var from = at;
        skip();
        var tag = text.substring(from + 1, at - 1);
        comma();
        members(tagged.byTag().get(tag) instanceof Shape.Fields fields ? fields : NOTHING);
    }

    private void array(Shape each) {
        if (text.charAt(at) != '[') {
            skip();
            return;
        }
        at++;
        while (text.charAt(at) != ']') {
            value(each);
            comma();
        }
        at++;
    }

    private void comma() {
        if (text.charAt(at) == ',') {
            at++;
        }
    }

    /** The name of a field; afterwards its value is next. */
    private String name() {
        var from = at + 1;
        string();
        var name = text.substring(from, at - 1);
        at++;
        return name;
    }

    private void skip() {
        switch (text.charAt(at)) {
            case '"' -> string();
            case '{', '[' -> container();
            default -> literal();
        }
    }

    private void container() {
        var depth = 0;
        do {
            switch (text.charAt(at)) {
                case '"' -> {
                    string();
                    continue;
                }
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {
                    // between them
                }
            }
            at++;
        } while (depth > 0);
    }

    private void string() {
        at++;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    private void literal() {
        while (at < text.length() && ",}]".indexOf(text.charAt(at)) < 0) {
            at++;
        }
    }
}
