package almanac.message;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * Through what an actor acts: directly, by an API key, through a provider connection, by a rule, as
 * operator, by an import or as the system itself. Written as {@code kind} or {@code kind:number}.
 */
public record Origin(Kind kind, OptionalLong number) {

    /** The ways in. */
    public enum Kind {
        USER,
        API_KEY,
        CONNECTION,
        RULE,
        OPERATOR,
        IMPORT,
        SYSTEM
    }

    public static Origin of(Kind kind) {
        return new Origin(kind, OptionalLong.empty());
    }

    public static Origin of(Kind kind, long number) {
        return new Origin(kind, OptionalLong.of(number));
    }

    /** Reads what {@link #toString()} writes. */
    public static Origin parse(String text) {
        var colon = text.indexOf(':');
        var word = colon < 0 ? text : text.substring(0, colon);
        var kind = Kind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        return colon < 0 ? of(kind) : of(kind, Long.parseLong(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        var word = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return number.isPresent() ? word + ":" + number.getAsLong() : word;
    }
}
