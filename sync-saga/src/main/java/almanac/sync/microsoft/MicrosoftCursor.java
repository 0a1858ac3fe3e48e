package almanac.sync.microsoft;

import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a round goes on: Graph's link, when the round before began, and the series that this round
 * has hinted at so far. Graph's tombstone of an occurrence does not name its series, so series that
 * were changed since are looked for whenever something was removed.
 *
 * @param since start of the round before; of this one in a first round
 * @param began start of this round
 */
record MicrosoftCursor(
        String link, Instant since, Instant began, boolean removals, Set<String> series) {

    private static final String BREAK = "\n";

    MicrosoftCursor {
        series = Set.copyOf(series);
    }

    static MicrosoftCursor parse(String text) {
        var parts = new ArrayList<>(List.of(text.split(BREAK)));
        if (parts.size() < 4) {
            throw lost();
        }
        try {
            return new MicrosoftCursor(
                    parts.get(0),
                    Instant.parse(parts.get(1)),
                    Instant.parse(parts.get(2)),
                    Boolean.parseBoolean(parts.get(3)),
                    Set.copyOf(parts.subList(4, parts.size())));
        } catch (DateTimeException broken) {
            throw lost();
        }
    }

    private static ProviderFailed lost() {
        return new ProviderFailed(new ProviderFailure.CursorExpired("not a cursor of ours"));
    }

    String text() {
        var parts =
                new ArrayList<>(
                        List.of(
                                link,
                                since.toString(),
                                began.toString(),
                                Boolean.toString(removals)));
        parts.addAll(new TreeSet<>(series));
        return String.join(BREAK, parts);
    }
}
