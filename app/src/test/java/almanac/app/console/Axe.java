package almanac.app.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The rules of axe-core on the page that is open. */
final class Axe {

    private static final String SOURCE = source();

    private static final String ALL =
            "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

    private static final String OF_COLORS =
            "{type: 'rule', values: ['color-contrast', 'link-in-text-block']}";

    private static final String RUN =
            """
            const done = arguments[0];
            axe.run(document, {runOnly: %s})
              .then((found) => done(found.violations.map((each) =>
                `${each.impact} ${each.id}: ${each.nodes.map((node) => node.html + ' ' + node.failureSummary).join(' | ')}`)))
              .catch((failed) => done([`axe failed: ${failed}`]));
            """;

    private Axe() {}

    /** What is violated, of any impact. */
    static List<String> violations(Browser browser) {
        return violations(browser, ALL);
    }

    /** What is violated of the rules that a scheme of other colors can break. */
    static List<String> violationsOfColors(Browser browser) {
        return violations(browser, OF_COLORS);
    }

    private static List<String> violations(Browser browser, String rules) {
        if (!Boolean.TRUE.equals(browser.js("return typeof axe === 'object'"))) {
            browser.js(SOURCE);
        }
        return browser.later(RUN.formatted(rules)) instanceof List<?> found
                ? found.stream().map(Objects::toString).toList()
                : List.of("axe answered nothing");
    }

    private static String source() {
        var place = Axe.class.getResource("/axe.min.js");
        try (var in = Objects.requireNonNull(place, "axe-core").openStream()) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
