package almanac.query.rebuild;

import java.time.Instant;

/**
 * A fact with its place in history.
 *
 * @param sequence its number within its aggregate, from 0
 * @param at when it was stored, as its message says
 * @param position its number among all facts; negative where nobody asks for it
 */
public record Stamped<F>(F fact, long sequence, Instant at, long position) {
    public Stamped(F fact, long sequence, Instant at) {
        this(fact, sequence, at, -1);
    }
}
