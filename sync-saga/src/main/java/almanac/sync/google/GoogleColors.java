package almanac.sync.google;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The eleven colors that an event can have, as {@code colors.get} answers them. No other color is
 * taken for one of them.
 */
final class GoogleColors {

    private static final Map<String, String> BY_ID =
            Map.ofEntries(
                    Map.entry("1", "#a4bdfc"),
                    Map.entry("2", "#7ae7bf"),
                    Map.entry("3", "#dbadff"),
                    Map.entry("4", "#ff887c"),
                    Map.entry("5", "#fbd75b"),
                    Map.entry("6", "#ffb878"),
                    Map.entry("7", "#46d6db"),
                    Map.entry("8", "#e1e1e1"),
                    Map.entry("9", "#5484ed"),
                    Map.entry("10", "#51b749"),
                    Map.entry("11", "#dc2127"));

    private static final Map<String, String> IDS =
            BY_ID.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private GoogleColors() {}

    static Optional<String> color(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    static Optional<String> id(String color) {
        return Optional.ofNullable(IDS.get(color.toLowerCase(Locale.ROOT)));
    }
}
