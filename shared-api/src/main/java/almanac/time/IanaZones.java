package almanac.time;

import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The time zones of the tz database by their names. An offset such as {@code +02:00} is none of
 * them, though the JDK takes it for a zone.
 */
public final class IanaZones {

    /** Ids without rules that ical4j keeps among the JDK's for the zones that it meets in files. */
    private static final String PLACEHOLDERS = "ical4j-";

    private static final Map<String, ZoneId> BY_NAME =
            ZoneId.getAvailableZoneIds().stream()
                    .filter(name -> !name.startsWith(PLACEHOLDERS))
                    .collect(Collectors.toUnmodifiableMap(Function.identity(), ZoneId::of));

    private IanaZones() {}

    /** The zone of exactly this name. */
    public static Optional<ZoneId> zone(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** All of them, in no order. */
    public static Collection<ZoneId> all() {
        return BY_NAME.values();
    }
}
