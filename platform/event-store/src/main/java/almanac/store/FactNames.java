package almanac.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The table of stored names: each class that is stored has one name, which is ours and never
 * changes, and the revision in which it is written now.
 */
public final class FactNames {

    /** A stored class, its name and its present revision. */
    public record FactName(String name, String revision, Class<?> type) {}

    private final Map<String, FactName> byName;
    private final Map<Class<?>, FactName> byType;

    private FactNames(Map<String, FactName> byName, Map<Class<?>, FactName> byType) {
        this.byName = Map.copyOf(byName);
        this.byType = Map.copyOf(byType);
    }

    /** A table in which every name is at revision "1". */
    public static FactNames of(Map<String, ? extends Class<?>> types) {
        Table table = table();
        types.forEach((name, type) -> table.add(name, "1", type));
        return table.build();
    }

    public static Table table() {
        return new Table();
    }

    public Optional<FactName> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Optional<FactName> nameOf(Class<?> type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** Every entry by its name, for golden files. */
    public Map<String, FactName> all() {
        return byName;
    }

    /** Collects a table; refuses a name or a class that is in it already. */
    public static final class Table {

        private final Map<String, FactName> byName = new LinkedHashMap<>();
        private final Map<Class<?>, FactName> byType = new LinkedHashMap<>();

        private Table() {}

        public Table add(String name, String revision, Class<?> type) {
            FactName entry = new FactName(name, revision, type);
            if (byName.putIfAbsent(name, entry) != null) {
                throw new IllegalArgumentException("The stored name is taken: " + name);
            }
            if (byType.putIfAbsent(type, entry) != null) {
                throw new IllegalArgumentException("The class has a stored name: " + type);
            }
            return this;
        }

        public FactNames build() {
            return new FactNames(byName, byType);
        }
    }
}
