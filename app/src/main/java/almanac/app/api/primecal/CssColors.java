package almanac.app.api.primecal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;

/**
 * CSS color names as hex codes, since a color of this API has at most 7 characters (contract R10).
 */
final class CssColors {

    private static final Properties NAMES = load();

    private CssColors() {}

    private static Properties load() {
        var names = new Properties();
        try (var in = CssColors.class.getResourceAsStream("css-colors.properties")) {
            names.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** The hex code of a name; anything else as it is. */
    static String hex(String color) {
        return NAMES.getProperty(color.toLowerCase(Locale.ROOT), color);
    }
}
