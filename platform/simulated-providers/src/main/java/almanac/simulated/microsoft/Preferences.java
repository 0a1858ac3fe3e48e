package almanac.simulated.microsoft;

import almanac.simulated.Simulator.Request;
import java.util.regex.Pattern;

/**
 * What the Prefer header asks for.
 *
 * @param zone name of the zone in which times are shown
 * @param immutable whether ids stay when an item moves; else they are other ids
 * @param text whether bodies come as plain text
 */
record Preferences(String zone, boolean immutable, boolean text, int page) {

    private static final String CHANGEABLE = "AAMk.";
    private static final Pattern ZONE = Pattern.compile("outlook\\.timezone=\"([^\"]*)\"");
    private static final Pattern SIZE = Pattern.compile("odata\\.maxpagesize=(\\d+)");

    static Preferences of(Request request) {
        var prefer = request.header("prefer").orElse("");
        var zone = ZONE.matcher(prefer);
        var size = SIZE.matcher(prefer);
        return new Preferences(
                zone.find() ? zone.group(1) : "UTC",
                prefer.contains("IdType=\"ImmutableId\""),
                prefer.contains("outlook.body-content-type=\"text\""),
                size.find() ? Math.max(1, Integer.parseInt(size.group(1))) : 10);
    }

    String shown(String id) {
        return immutable ? id : CHANGEABLE + id;
    }

    static String stored(String shown) {
        return shown.startsWith(CHANGEABLE) ? shown.substring(CHANGEABLE.length()) : shown;
    }
}
