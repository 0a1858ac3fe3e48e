package almanac.embedded;

import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/** A document as it is stored; read only when somebody asks what is in it. */
final class Row {

    private final byte[] bytes;
    private @Nullable Document document;

    Row(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    /** What is in it: one copy, for whoever has this row. */
    Document document() {
        Document read = document == null ? Bson.decode(bytes) : document;
        document = read;
        return read;
    }
}
