package almanac.sync.provider;

import java.time.Instant;

/** From where to read a calendar. */
public sealed interface Resume {

    /** Everything; the instants bound it for a provider with a window. */
    record Everything(Instant from, Instant to) implements Resume {}

    /** What changed since the cursor of an earlier round's last page. */
    record Since(String cursor) implements Resume {}

    /** The next page of a round. */
    record Next(String page) implements Resume {}
}
