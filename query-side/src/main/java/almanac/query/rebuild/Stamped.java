package almanac.query.rebuild;

import java.time.Instant;

/**
 * A fact with its place in history.
 *
 * @param sequence its number within its aggregate, from 0
 * @param at when it was stored, as its message says
 */
public record Stamped<F>(F fact, long sequence, Instant at) {}
