package almanac.store.ledger;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** 32 bytes, as SHA-256 makes them, in four parts of eight. */
public record Hash(long one, long two, long three, long four) {

    public static final int BYTES = 4 * Long.BYTES;

    /** What stands before the first of a chain: zero bytes. */
    public static final Hash NONE = new Hash(0, 0, 0, 0);

    /** The 32 bytes of an array from there on. */
    public static Hash at(byte[] all, int from) {
        var bytes = ByteBuffer.wrap(all, from, BYTES);
        return new Hash(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    /**
     * Reads {@link #toString}.
     *
     * @throws IllegalArgumentException for anything but 64 hexadecimal digits
     */
    public static Hash parse(String hex) {
        var bytes = HexFormat.of().parseHex(hex);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash has " + 2 * BYTES + " hexadecimal digits");
        }
        return at(bytes, 0);
    }

    /** The SHA-256 of these bytes, one after another. */
    static Hash of(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part);
            }
            return at(digest.digest(), 0);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] bytes() {
        var bytes = new byte[BYTES];
        into(bytes, 0);
        return bytes;
    }

    /** Writes it into an array. */
    public void into(byte[] all, int from) {
        ByteBuffer.wrap(all, from, BYTES).putLong(one).putLong(two).putLong(three).putLong(four);
    }

    /** In lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }
}
