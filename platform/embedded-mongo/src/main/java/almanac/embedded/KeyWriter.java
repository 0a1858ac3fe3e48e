package almanac.embedded;

import java.util.Arrays;

/** A growing buffer for one key. */
final class KeyWriter {

    private byte[] buffer = new byte[64];
    private int size;

    KeyWriter put(int value) {
        if (size == buffer.length) {
            buffer = Arrays.copyOf(buffer, size * 2);
        }
        buffer[size++] = (byte) value;
        return this;
    }

    KeyWriter put(byte[] values) {
        if (size + values.length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(size + values.length, buffer.length * 2));
        }
        System.arraycopy(values, 0, buffer, size, values.length);
        size += values.length;
        return this;
    }

    /** The highest bits first, so that unsigned longs compare as their bytes. */
    KeyWriter putLong(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            put((int) (value >>> shift));
        }
        return this;
    }

    KeyWriter putInt(int value) {
        return put(value >>> 24).put(value >>> 16).put(value >>> 8).put(value);
    }

    /** Flips every bit from the position on, which turns ascending order into descending. */
    void invertFrom(int start) {
        for (int i = start; i < size; i++) {
            buffer[i] = (byte) ~buffer[i];
        }
    }

    int size() {
        return size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }
}
