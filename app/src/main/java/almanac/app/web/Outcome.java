package almanac.app.web;

import almanac.message.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * What became of one command of many.
 *
 * @param <R> what the command answers
 */
public sealed interface Outcome<R extends @Nullable Object> {

    /** It was carried out. */
    record Done<R extends @Nullable Object>(R answer) implements Outcome<R> {}

    /** It was refused and stored nothing. */
    record Refused<R extends @Nullable Object>(Rejection rejection) implements Outcome<R> {}
}
