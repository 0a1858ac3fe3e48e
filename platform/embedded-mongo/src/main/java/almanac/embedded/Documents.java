package almanac.embedded;

import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.h2.mvstore.Cursor;

/** The documents of a collection by their encoded id. */
record Documents(Table table) {

    private static final int MAX_BYTES = 16 * 1024 * 1024;

    Document get(Key position) {
        byte[] stored = table.get(position.bytes());
        if (stored == null) {
            throw new IllegalStateException("no document at " + position);
        }
        return Bson.decode(stored);
    }

    void put(Key position, Document document) {
        byte[] bytes = Bson.encode(document);
        if (bytes.length > MAX_BYTES) {
            throw new MongoServerError(
                    10334, "BSONObjectTooLarge", "a document of " + bytes.length + " bytes");
        }
        table.put(position.bytes(), bytes);
    }

    void remove(Key position) {
        table.remove(position.bytes());
    }

    /** A position behind all others, for documents without an id. */
    Key next() {
        byte[] last = table.last();
        long next = last == null ? 1 : ByteBuffer.wrap(last).getLong() + 1;
        return new Key(new KeyWriter().putLong(next).toBytes());
    }

    long count() {
        return table.size();
    }

    Stream<DocumentWithPosition<Key>> stream() {
        Cursor<byte[], byte[]> cursor = table.cursor(null, false);
        return Stream.generate(() -> cursor)
                .takeWhile(Cursor::hasNext)
                .map(entries -> {
                    Key position = new Key(entries.next());
                    return new DocumentWithPosition<>(Bson.decode(entries.getValue()), position);
                });
    }

    /** The bytes of all documents, added up by reading them. */
    long bytes() {
        long bytes = 0;
        Cursor<byte[], byte[]> cursor = table.cursor(null, false);
        while (cursor.hasNext()) {
            cursor.next();
            bytes += cursor.getValue().length;
        }
        return bytes;
    }
}
