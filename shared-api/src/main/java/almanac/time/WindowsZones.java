package almanac.time;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The names that Windows, and so Outlook, has for time zones, by the Unicode CLDR's {@code
 * windowsZones}. There are fewer of them than zones: the way there and back may end in another
 * zone, of the same rules.
 */
public final class WindowsZones {

    private static final Instant FROM = year(2015);
    private static final Instant TO = year(2040);

    private static final Map<String, ZoneId> BY_NAME = load();
    private static final Map<String, ZoneId> BY_KEY = byKey();

    private WindowsZones() {}

    /** The zone that a Windows name means in the world at large; capitals make no difference. */
    public static Optional<ZoneId> zone(String windowsName) {
        return Optional.ofNullable(BY_KEY.get(key(windowsName)));
    }

    /**
     * The Windows name of a zone, or else of one with {@linkplain #alike the same rules}; empty
     * where Windows has none.
     */
    public static Optional<String> name(ZoneId zone) {
        var same =
                BY_NAME.entrySet().stream()
                        .filter(each -> each.getValue().normalized().equals(zone.normalized()))
                        .findFirst();
        return same.or(() ->
                        BY_NAME.entrySet().stream()
                                .filter(each -> alike(each.getValue(), zone))
                                .findFirst())
                .map(Map.Entry::getKey);
    }

    /** All of them, for other tables to be built on. */
    public static Map<String, ZoneId> all() {
        return BY_NAME;
    }

    /**
     * Whether two zones show the same time from 2015 to 2040, which is what a calendar lives in.
     */
    public static boolean alike(ZoneId one, ZoneId other) {
        return one.equals(other)
                || one.getRules().getOffset(FROM).equals(other.getRules().getOffset(FROM))
                        && transitions(one).equals(transitions(other));
    }

    private static List<ZoneOffsetTransition> transitions(ZoneId zone) {
        var rules = zone.getRules();
        var transitions = new ArrayList<ZoneOffsetTransition>();
        var next = Optional.ofNullable(rules.nextTransition(FROM));
        while (next.isPresent() && next.get().getInstant().isBefore(TO)) {
            transitions.add(next.get());
            next = Optional.ofNullable(rules.nextTransition(next.get().getInstant()));
        }
        return transitions;
    }

    private static Instant year(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Map<String, ZoneId> load() {
        var names = new Properties();
        try (var in = WindowsZones.class.getResourceAsStream("windows-zones.properties")) {
            names.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var zones = new TreeMap<String, ZoneId>();
        names.forEach((name, id) -> zones.put(name.toString(), ZoneId.of(id.toString())));
        return java.util.Collections.unmodifiableMap(zones);
    }

    private static Map<String, ZoneId> byKey() {
        var zones = new HashMap<String, ZoneId>();
        BY_NAME.forEach((name, zone) -> zones.put(key(name), zone));
        return Map.copyOf(zones);
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
