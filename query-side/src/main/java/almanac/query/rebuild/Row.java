package almanac.query.rebuild;

import java.time.Instant;
import java.util.Optional;

/**
 * What the facts of one aggregate add up to.
 *
 * @param revision sequence number of the last fact in it
 */
public record Row<S>(S state, Instant createdAt, Instant updatedAt, long revision) {

    /** The row after one fact more; there is none before the first. */
    public static <F, S> Row<S> after(
            Folding<F, S> folding, Optional<Row<S>> row, Stamped<F> fact) {
        var created = row.filter(old -> !folding.begins(fact.fact())).map(Row::createdAt);
        return new Row<>(
                folding.next(row.map(Row::state), fact),
                created.orElse(fact.at()),
                fact.at(),
                fact.sequence());
    }
}
