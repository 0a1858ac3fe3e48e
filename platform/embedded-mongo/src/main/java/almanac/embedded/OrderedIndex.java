package almanac.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CannotIndexParallelArraysError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An index with entries of its own: key = the encoded fields, then the encoded _id; value = the
 * length of the first part. A document whose path meets arrays has an entry for each element.
 */
final class OrderedIndex extends StoredIndex {

    /** Keeps what the index has learned about arrays. */
    interface ArraysListener {
        void learned(long arrays);
    }

    private final Table table;
    private final List<FieldPath> paths;
    private final ArraysListener listener;
    private volatile long arrays;

    OrderedIndex(
            String name,
            List<IndexKey> keys,
            boolean unique,
            boolean sparse,
            Table table,
            long arrays,
            ArraysListener listener) {
        super(name, keys, unique, sparse);
        this.table = table;
        this.paths = keys.stream().map(key -> FieldPath.of(key.getKey())).toList();
        this.arrays = arrays;
        this.listener = listener;
    }

    @Override
    Table table() {
        return table;
    }

    @Override
    byte[] idOf(byte[] key, byte[] value) {
        return Arrays.copyOfRange(key, prefixLength(value), key.length);
    }

    @Override
    long arrays() {
        return arrays;
    }

    @Override
    void check(Document document, @Nullable Key own, MongoCollection<Key> collection) {
        for (Map.Entry<Key, List<@Nullable Object>> entry : entries(document).entrySet()) {
            if (isUnique() && isTaken(entry.getKey().bytes(), own)) {
                throw new IndexDuplicate(this, collection, entry.getValue());
            }
        }
    }

    private boolean isTaken(byte[] prefix, @Nullable Key own) {
        byte[] found = table.ceiling(prefix);
        if (found == null || !Key.hasPrefix(found, prefix)) {
            return false;
        }
        return own == null
                || !Arrays.equals(
                        found, prefix.length, found.length, own.bytes(), 0, own.bytes().length);
    }

    @Override
    public void add(Document document, Key position, MongoCollection<Key> collection) {
        for (Key prefix : entries(document).keySet()) {
            table.put(entry(prefix, position), length(prefix));
        }
        learn(document);
    }

    /** Fills a new index, which is checkpointed afterwards. */
    void build(Document document, Key position, MongoCollection<Key> collection) {
        check(document, null, collection);
        for (Key prefix : entries(document).keySet()) {
            table.putUnrecorded(entry(prefix, position), length(prefix));
        }
        arrays |= arraysIn(document);
    }

    @Override
    public Key remove(Document document) {
        Key position = idOf(document);
        for (Key prefix : entries(document).keySet()) {
            table.remove(entry(prefix, position));
        }
        return position;
    }

    @Override
    public void updateInPlace(
            Document oldDocument,
            Document newDocument,
            Key position,
            MongoCollection<Key> collection) {
        Set<Key> before = entries(oldDocument).keySet();
        Set<Key> after = entries(newDocument).keySet();
        for (Key prefix : before) {
            if (!after.contains(prefix)) {
                table.remove(entry(prefix, position));
            }
        }
        for (Key prefix : after) {
            if (!before.contains(prefix)) {
                table.put(entry(prefix, position), length(prefix));
            }
        }
        learn(newDocument);
    }

    @Override
    public void drop() {}

    /** The keys of a document, each with the values it was made of. */
    private Map<Key, List<@Nullable Object>> entries(Document document) {
        List<FieldPath.Found> found = find(document);
        if (isSparse() && found.stream().allMatch(OrderedIndex::isMissing)) {
            return Map.of();
        }
        Map<Key, List<@Nullable Object>> entries = new LinkedHashMap<>();
        combine(found, new ArrayList<>(), entries);
        return entries;
    }

    private List<FieldPath.Found> find(Document document) {
        List<FieldPath.Found> found = new ArrayList<>(paths.size());
        Set<String> arrayPaths = new LinkedHashSet<>();
        for (FieldPath path : paths) {
            FieldPath.Found values = path.in(document);
            found.add(values);
            if (values.array() != null) {
                arrayPaths.add(values.array());
            }
        }
        if (arrayPaths.size() > 1) {
            throw new CannotIndexParallelArraysError(arrayPaths);
        }
        return found;
    }

    private void combine(
            List<FieldPath.Found> found,
            List<@Nullable Object> chosen,
            Map<Key, List<@Nullable Object>> entries) {
        if (chosen.size() == found.size()) {
            entries.put(prefix(chosen), readable(chosen));
            return;
        }
        for (Object value : found.get(chosen.size()).values()) {
            chosen.add(value);
            combine(found, chosen, entries);
            chosen.removeLast();
        }
    }

    private Key prefix(List<@Nullable Object> values) {
        KeyWriter out = new KeyWriter();
        for (int i = 0; i < values.size(); i++) {
            KeyCodec.write(values.get(i), getKeys().get(i).isAscending(), out);
        }
        return new Key(out.toBytes());
    }

    /** How many entries the document has; -1 when one of them is not there. */
    int countEntries(Document document) {
        Set<Key> prefixes = entries(document).keySet();
        Key position = idOf(document);
        boolean complete =
                prefixes.stream().allMatch(prefix -> table.get(entry(prefix, position)) != null);
        return complete ? prefixes.size() : -1;
    }

    private void learn(Document document) {
        long seen = arrays | arraysIn(document);
        if (seen != arrays) {
            arrays = seen;
            listener.learned(seen);
        }
    }

    private long arraysIn(Document document) {
        long seen = 0;
        for (int i = 0; i < paths.size(); i++) {
            if (paths.get(i).in(document).array() != null) {
                seen |= 1L << i;
            }
        }
        return seen;
    }

    private static List<@Nullable Object> readable(List<@Nullable Object> values) {
        List<@Nullable Object> readable = new ArrayList<>();
        for (Object value : values) {
            boolean nothing = value instanceof Missing;
            readable.add(value == KeyCodec.NO_ELEMENTS ? List.of() : nothing ? null : value);
        }
        return readable;
    }

    private static boolean isMissing(FieldPath.Found found) {
        return found.values().stream().allMatch(Missing.class::isInstance);
    }

    private static byte[] entry(Key prefix, Key position) {
        byte[] entry =
                Arrays.copyOf(prefix.bytes(), prefix.bytes().length + position.bytes().length);
        System.arraycopy(
                position.bytes(), 0, entry, prefix.bytes().length, position.bytes().length);
        return entry;
    }

    /** As few bytes as the length needs. */
    private static byte[] length(Key prefix) {
        int length = prefix.bytes().length;
        return length < 256
                ? new byte[] {(byte) length}
                : new byte[] {(byte) (length >>> 16), (byte) (length >>> 8), (byte) length};
    }

    private static int prefixLength(byte[] value) {
        int length = 0;
        for (byte part : value) {
            length = length << 8 | part & 0xFF;
        }
        return length;
    }
}
