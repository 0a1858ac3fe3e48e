package almanac.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Encodes values so that unsigned byte order is the order in which the server sorts them (BSON's
 * order of types, then the value), and values that the server takes for equal (1, 1L and 1.0; null
 * and missing) have the same bytes. No encoding is a prefix of another one, so encodings can be
 * concatenated to compound keys and inverted for descending ones. Strings compare by UTF-16 code
 * unit and NaN above every number, as in the server's own comparator: a result must not depend on
 * the plan that found it.
 */
final class KeyCodec {

    private static final int MIN_KEY = 0x05;
    private static final int EMPTY_ARRAY = 0x08;
    private static final int NULL = 0x0A;
    private static final int NUMBER = 0x10;
    private static final int STRING = 0x20;
    private static final int DOCUMENT = 0x28;
    private static final int ARRAY = 0x30;
    private static final int BINARY = 0x38;
    private static final int LEGACY_UUID = 0x39;
    private static final int UUID_TYPE = 0x3A;
    private static final int OBJECT_ID = 0x40;
    private static final int BOOLEAN = 0x48;
    private static final int DATE = 0x50;
    private static final int TIMESTAMP = 0x58;
    private static final int REGEX = 0x60;
    private static final int CODE = 0x68;
    private static final int MAX_KEY = 0x7F;
    private static final int END = 0x00;

    /** Stands for an array without elements, which sorts below null. */
    static final Object NO_ELEMENTS = new Object();

    private KeyCodec() {}

    static byte[] encode(@Nullable Object value) {
        KeyWriter out = new KeyWriter();
        write(value, out);
        return out.toBytes();
    }

    static void write(@Nullable Object value, boolean ascending, KeyWriter out) {
        int start = out.size();
        write(value, out);
        if (!ascending) {
            out.invertFrom(start);
        }
    }

    /** The first byte of every value that can be compared with this one by $gt and $lt. */
    static byte[] typeOf(Object value) {
        return new byte[] {encode(value)[0]};
    }

    private static void write(@Nullable Object value, KeyWriter out) {
        switch (value) {
            case null -> out.put(NULL);
            case Missing missing -> out.put(NULL);
            case Number number -> writeNumber(number, out.put(NUMBER));
            case String text -> writeText(text, out.put(STRING));
            case Map<?, ?> document -> writeDocument(document, out.put(DOCUMENT));
            case Collection<?> array -> writeArray(array, out.put(ARRAY));
            case BinData data -> out.put(BINARY).putInt(data.getData().length).put(data.getData());
            case LegacyUUID id -> writeSigned(id.getUuid(), out.put(LEGACY_UUID));
            case UUID id ->
                    out.put(UUID_TYPE)
                            .putLong(id.getMostSignificantBits())
                            .putLong(id.getLeastSignificantBits());
            case ObjectId id -> out.put(OBJECT_ID).put(id.toByteArray());
            case Boolean truth -> out.put(BOOLEAN).put(truth ? 1 : 0);
            case Instant instant -> out.put(DATE).putLong(instant.toEpochMilli() ^ Long.MIN_VALUE);
            case BsonTimestamp timestamp -> out.put(TIMESTAMP).putLong(timestamp.getValue());
            case BsonRegularExpression regex -> {
                writeText(regex.getPattern(), out.put(REGEX));
                writeText(String.valueOf(regex.getOptions()), out);
            }
            case BsonJavaScript code -> writeText(code.getCode(), out.put(CODE));
            case MinKey min -> out.put(MIN_KEY);
            case MaxKey max -> out.put(MAX_KEY);
            default -> writeOther(value, out);
        }
    }

    private static void writeOther(Object value, KeyWriter out) {
        if (value != NO_ELEMENTS) {
            throw Refusals.refused(
                    "a value of type " + value.getClass().getSimpleName() + " as a key");
        }
        out.put(EMPTY_ARRAY);
    }

    /** A double in ascending order, then what a long is above or below its nearest double. */
    private static void writeNumber(Number number, KeyWriter out) {
        double value = number.doubleValue() + 0.0;
        long bits = Double.doubleToLongBits(value);
        out.putLong(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
        long rest = number instanceof Long exact ? exact - (long) value : 0;
        int shifted = (int) rest + 0x8000;
        out.put(shifted >>> 8).put(shifted);
    }

    /** UTF-8 of each UTF-16 code unit by itself: keeps the order of {@link String#compareTo}. */
    private static void writeText(String text, KeyWriter out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                out.put(0x00).put(0xFF);
            } else if (c < 0x80) {
                out.put(c);
            } else if (c < 0x800) {
                out.put(0xC0 | c >> 6).put(0x80 | c & 0x3F);
            } else {
                out.put(0xE0 | c >> 12).put(0x80 | c >> 6 & 0x3F).put(0x80 | c & 0x3F);
            }
        }
        out.put(0x00).put(0x01);
    }

    private static void writeSigned(UUID id, KeyWriter out) {
        out.putLong(id.getMostSignificantBits() ^ Long.MIN_VALUE)
                .putLong(id.getLeastSignificantBits() ^ Long.MIN_VALUE);
    }

    private static void writeDocument(Map<?, ?> document, KeyWriter out) {
        document.forEach((name, value) -> {
            byte[] encoded = encode(value);
            writeText(name.toString(), out.put(encoded[0]));
            out.put(encoded);
        });
        out.put(END);
    }

    private static void writeArray(Collection<?> array, KeyWriter out) {
        array.forEach(element -> write(element, out));
        out.put(END);
    }
}
