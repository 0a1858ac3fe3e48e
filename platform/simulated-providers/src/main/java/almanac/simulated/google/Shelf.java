package almanac.simulated.google;

import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** One calendar with its events. */
final class Shelf {

    private final String id;
    private final String name;
    private final ZoneId zone;
    private final String color;
    private final Map<String, Item> items = new HashMap<>();
    private final TreeMap<Long, Item> byChange = new TreeMap<>();
    private final Map<String, TreeSet<String>> exceptions = new HashMap<>();

    Shelf(String id, String name, ZoneId zone, String color) {
        this.id = id;
        this.name = name;
        this.zone = zone;
        this.color = color;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    ZoneId zone() {
        return zone;
    }

    String color() {
        return color;
    }

    Optional<Item> item(String itemId) {
        return Optional.ofNullable(items.get(itemId));
    }

    void put(Item item) {
        forget(item.id());
        items.put(item.id(), item);
        byChange.put(item.change(), item);
        item.origin()
                .ifPresent(origin ->
                        exceptions
                                .computeIfAbsent(origin.master(), none -> new TreeSet<>())
                                .add(item.id()));
    }

    void forget(String itemId) {
        item(itemId)
                .ifPresent(old -> {
                    items.remove(itemId);
                    byChange.remove(old.change());
                    old.origin().ifPresent(origin -> exceptionIds(origin.master()).remove(itemId));
                });
    }

    private Collection<String> exceptionIds(String master) {
        return exceptions.getOrDefault(master, new TreeSet<>());
    }

    List<Item> exceptionsOf(String master) {
        return exceptionIds(master).stream().flatMap(each -> item(each).stream()).toList();
    }

    /** What changed after a position, oldest first. */
    Collection<Item> after(long change) {
        return byChange.tailMap(change, false).values();
    }

    /** Everything that is not cancelled and no exception. */
    List<Item> standing() {
        return byChange.values().stream()
                .filter(item -> item.origin().isEmpty() && !item.cancelled())
                .toList();
    }

    Optional<Item> byUid(String uid) {
        return byChange.values().stream()
                .filter(item -> item.origin().isEmpty())
                .filter(item -> Json.text(item.fields(), "iCalUID").equals(uid))
                .findFirst();
    }
}
