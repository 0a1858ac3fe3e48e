package almanac.embedded;

import java.util.Arrays;

/**
 * The layout of an entry: key = the encoded fields, then the encoded id; value = the length of the
 * first part.
 */
final class IndexEntries {

    private IndexEntries() {}

    static byte[] key(Key fields, Key id) {
        byte[] key = Arrays.copyOf(fields.bytes(), fields.bytes().length + id.bytes().length);
        System.arraycopy(id.bytes(), 0, key, fields.bytes().length, id.bytes().length);
        return key;
    }

    /** As few bytes as the length needs. */
    static byte[] value(Key fields) {
        int length = fields.bytes().length;
        return length < 256
                ? new byte[] {(byte) length}
                : new byte[] {(byte) (length >>> 16), (byte) (length >>> 8), (byte) length};
    }

    static byte[] id(byte[] key, byte[] value) {
        int length = 0;
        for (byte part : value) {
            length = length << 8 | part & 0xFF;
        }
        return Arrays.copyOfRange(key, length, key.length);
    }
}
