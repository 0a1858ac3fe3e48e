package almanac.embedded;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one operation, in order; becomes one record of the journal, so it is replayed
 * whole or not at all.
 */
final class Batch {

    /** Receives the changes of a record again. */
    interface Changes {
        void put(int table, byte[] key, byte[] value);

        void remove(int table, byte[] key);
    }

    static final int HEADER = 8;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    Batch() {
        out.writeBytes(new byte[HEADER]);
    }

    void add(int table, byte[] key, byte @Nullable [] value) {
        writeInt(table);
        writeInt(key.length);
        out.writeBytes(key);
        writeInt(value == null ? -1 : value.length);
        if (value != null) {
            out.writeBytes(value);
        }
    }

    boolean isEmpty() {
        return out.size() == HEADER;
    }

    /** Length of the payload, its CRC32C, the payload. */
    byte[] toRecord() {
        byte[] record = out.toByteArray();
        int length = record.length - HEADER;
        ByteBuffer.wrap(record).putInt(length).putInt(checksum(record, HEADER, length));
        return record;
    }

    static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    static void replay(byte[] payload, Changes changes) {
        ByteBuffer in = ByteBuffer.wrap(payload);
        while (in.hasRemaining()) {
            int table = in.getInt();
            byte[] key = new byte[in.getInt()];
            in.get(key);
            int length = in.getInt();
            if (length < 0) {
                changes.remove(table, key);
            } else {
                byte[] value = new byte[length];
                in.get(value);
                changes.put(table, key, value);
            }
        }
    }

    private void writeInt(int value) {
        out.write(value >>> 24);
        out.write(value >>> 16);
        out.write(value >>> 8);
        out.write(value);
    }
}
