package almanac.embedded;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns bounds on a value into bounds on its encoding; $gt and $lt only find values of the same
 * type.
 */
final class Ranges {

    private Ranges() {}

    /**
     * @param oneSided for a field with arrays: one element may satisfy the lower bound and another
     *     one the upper
     */
    static Interval of(Criteria.OfField field, boolean ascending, boolean oneSided) {
        Criteria.Bound lower = field.lower();
        Criteria.Bound upper = oneSided && lower != null ? null : field.upper();
        Object sample = lower != null ? lower.value() : Objects.requireNonNull(upper).value();
        byte[] type = KeyCodec.typeOf(sample);
        if (upper != null && KeyCodec.typeOf(upper.value())[0] != type[0]) {
            upper = null;
        }
        Side from = side(lower, type);
        Side to = side(upper, type);
        return ascending
                ? new Interval(from.start(), to.end())
                : new Interval(to.inverted().start(), from.inverted().end());
    }

    static Interval within(byte[] prefix, Interval range) {
        return new Interval(
                new Key(concat(prefix, range.from().bytes())),
                range.isOpen()
                        ? new Key(Key.after(prefix))
                        : new Key(concat(prefix, range.to().bytes())));
    }

    private static Side side(Criteria.@Nullable Bound bound, byte[] type) {
        return bound == null
                ? new Side(type, true)
                : new Side(KeyCodec.encode(bound.value()), bound.inclusive());
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return new KeyWriter().put(first).put(second).toBytes();
    }

    /** An encoded bound; whether keys that start with it are in. */
    private record Side(byte[] encoded, boolean inclusive) {
        Key start() {
            return new Key(inclusive ? encoded : Key.after(encoded));
        }

        Key end() {
            return new Key(inclusive ? Key.after(encoded) : encoded);
        }

        Side inverted() {
            KeyWriter out = new KeyWriter().put(encoded);
            out.invertFrom(0);
            return new Side(out.toBytes(), inclusive);
        }
    }
}
