package almanac.app.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Contrast of the console's colours by WCAG 2.2, 1.4.3 and 1.4.11, light and dark. */
final class ConsoleColorsTest {

    private static final Pattern COLOR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");

    /** What is written on what. */
    private static final List<String> TEXT =
            List.of(
                    "ink on ground",
                    "ink on surface",
                    "ink on sunk",
                    "ink on calm-ground",
                    "muted on ground",
                    "muted on surface",
                    "muted on calm-ground",
                    "accent on ground",
                    "accent on surface",
                    "on-accent on accent",
                    "on-danger on danger",
                    "good on good-ground",
                    "busy on busy-ground",
                    "warn on warn-ground",
                    "bad on bad-ground",
                    "bad on ground",
                    "bad on surface",
                    "calm on calm-ground");

    private static final List<String> SHAPES =
            List.of("edge on surface", "edge on ground", "accent on calm-ground", "good on ground");

    @TestFactory
    Stream<DynamicTest> text_and_shapes_stand_out() throws IOException {
        var css = css();
        var dark = css.indexOf("@media (prefers-color-scheme: dark)");
        var light = colors(css.substring(0, dark));
        var night = new HashMap<>(light);
        night.putAll(colors(css.substring(dark)));
        assertThat(colors(css.substring(dark)).keySet()).isEqualTo(light.keySet());
        return Map.of("light", light, "dark", night).entrySet().stream()
                .flatMap(scheme ->
                        Stream.concat(
                                TEXT.stream().map(pair -> test(scheme, pair, 4.5)),
                                SHAPES.stream().map(pair -> test(scheme, pair, 3))));
    }

    private static DynamicTest test(
            Map.Entry<String, ? extends Map<String, Integer>> scheme, String pair, double least) {
        var names = pair.split(" on ");
        return DynamicTest.dynamicTest(
                scheme.getKey() + ": " + pair,
                () ->
                        assertThat(
                                        contrast(
                                                requireNonNull(scheme.getValue().get(names[0])),
                                                requireNonNull(scheme.getValue().get(names[1]))))
                                .isGreaterThanOrEqualTo(least));
    }

    private static String css() throws IOException {
        try (var in = requireNonNull(ConsoleController.class.getResourceAsStream("console.css"))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static Map<String, Integer> colors(String css) {
        var colors = new HashMap<String, Integer>();
        var found = COLOR.matcher(css);
        while (found.find()) {
            colors.put(found.group(1), Integer.parseInt(found.group(2), 16));
        }
        return colors;
    }

    private static double contrast(int one, int other) {
        var lighter = Math.max(luminance(one), luminance(other));
        var darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(int color) {
        return 0.2126 * linear(color >> 16)
                + 0.7152 * linear(color >> 8 & 0xff)
                + 0.0722 * linear(color & 0xff);
    }

    private static double linear(int channel) {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
