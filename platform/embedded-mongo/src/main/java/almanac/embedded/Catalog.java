package almanac.embedded;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.h2.mvstore.Cursor;

/**
 * Which table holds which collection ("db.name") or index ("db.name", zero, index name); itself
 * table 0.
 */
final class Catalog {

    static final int TABLE = 0;
    private static final int FORMAT = 1;
    private static final char INDEX = '\0';
    private static final String FORMAT_KEY = INDEX + "format";

    /**
     * @param table the number of the table
     * @param arrays for an index, a bit for each of its fields that ever met an array
     */
    record Place(int table, long arrays) {
        static Place parse(String text) {
            String[] parts = text.split(" ");
            return new Place(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
        }

        @Override
        public String toString() {
            return table + " " + arrays;
        }
    }

    private final Table table;

    Catalog(Table table) {
        this.table = table;
    }

    static String index(String collection, String index) {
        return collection + INDEX + index;
    }

    /** Marks an empty catalog with this format, and refuses one of another format. */
    void checkFormat() {
        byte[] stored = table.get(bytes(FORMAT_KEY));
        if (isEmpty()) {
            table.put(bytes(FORMAT_KEY), bytes(String.valueOf(FORMAT)));
        } else if (stored == null || !text(stored).equals(String.valueOf(FORMAT))) {
            throw new IllegalStateException(
                    "the data file has another format than " + FORMAT + ", which this build reads");
        }
    }

    boolean isEmpty() {
        return table.size() == 0;
    }

    Optional<Place> find(String name) {
        return Optional.ofNullable(table.get(bytes(name))).map(Catalog::text).map(Place::parse);
    }

    void put(String name, Place place) {
        table.put(bytes(name), bytes(place.toString()));
    }

    void remove(String name) {
        table.remove(bytes(name));
    }

    /** Moves a collection and its indexes to another name. */
    void rename(String from, String to) {
        places().forEach((name, place) -> {
            if (name.equals(from) || name.startsWith(from + INDEX)) {
                remove(name);
                put(to + name.substring(from.length()), place);
            }
        });
    }

    Map<String, Place> places() {
        Map<String, Place> places = new LinkedHashMap<>();
        Cursor<byte[], byte[]> cursor = table.cursor(null, false);
        while (cursor.hasNext()) {
            String name = text(cursor.next());
            if (!name.equals(FORMAT_KEY)) {
                places.put(name, Place.parse(text(cursor.getValue())));
            }
        }
        return places;
    }

    Set<Integer> tables() {
        return Stream.concat(Stream.of(TABLE), places().values().stream().map(Place::table))
                .collect(Collectors.toSet());
    }

    static boolean isUserCollection(String name, String database) {
        return name.startsWith(database + ".")
                && name.indexOf(INDEX) < 0
                && !name.startsWith(database + ".system.");
    }

    List<String> databases() {
        return new ArrayList<>(
                places().keySet().stream()
                        .map(name -> name.substring(0, name.indexOf('.')))
                        .collect(Collectors.toSet()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
