package almanac.store.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes fields so that no two lists of fields have the same bytes; see {@link Chain}. */
final class Fields {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);

    Fields text(String text) {
        requireCharacters(text);
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        out.writeBytes(bytes);
        return this;
    }

    Fields number(long number) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        return this;
    }

    Fields text(Optional<String> text) {
        out.write(text.isPresent() ? 1 : 0);
        text.ifPresent(this::text);
        return this;
    }

    Fields number(OptionalLong number) {
        out.write(number.isPresent() ? 1 : 0);
        number.ifPresent(this::number);
        return this;
    }

    Fields hash(Hash hash) {
        out.writeBytes(hash.bytes());
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** Java would write a question mark for half a character, and two texts would be one. */
    private static void requireCharacters(String text) {
        for (var at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                var whole =
                        Character.isHighSurrogate(text.charAt(at))
                                && at + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(at + 1));
                if (!whole) {
                    throw new IllegalArgumentException("half a character at " + at);
                }
                at++;
            }
        }
    }
}
