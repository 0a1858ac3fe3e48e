package almanac.sync.exchange;

import almanac.sync.link.Link;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names creations, so that a second attempt is told from a second object. */
public final class Operations {

    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";
    private static final int LENGTH = 32;
    private static final int BITS = 5;

    private Operations() {}

    /** The same for the same part of a mapping and the same time of its creation. */
    public static String of(Link.Key key, int generation) {
        var hash = sha256(key + "/" + generation);
        var name = new StringBuilder(LENGTH);
        var buffer = 0;
        var held = 0;
        for (var i = 0; name.length() < LENGTH; ) {
            if (held < BITS) {
                buffer = buffer << Byte.SIZE | hash[i++] & 0xff;
                held += Byte.SIZE;
            }
            held -= BITS;
            name.append(DIGITS.charAt(buffer >> held & 31));
            buffer &= (1 << held) - 1;
        }
        return name.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
