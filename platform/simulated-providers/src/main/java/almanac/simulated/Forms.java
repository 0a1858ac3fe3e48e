package almanac.simulated;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code application/x-www-form-urlencoded} (WHATWG URL, 5). */
public final class Forms {

    private Forms() {}

    /** Reads a form or a query; the values of a repeated name are joined by a space. */
    public static Map<String, String> read(String text) {
        var values = new LinkedHashMap<String, String>();
        for (var pair : text.split("&")) {
            if (!pair.isEmpty()) {
                var parts = pair.split("=", 2);
                values.merge(
                        decoded(parts[0]),
                        parts.length < 2 ? "" : decoded(parts[1]),
                        (first, second) -> first + " " + second);
            }
        }
        return values;
    }

    /** Writes a form or a query. */
    public static String write(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> encoded(value.getKey()) + "=" + encoded(value.getValue()))
                .collect(Collectors.joining("&"));
    }

    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return value;
        }
    }
}
