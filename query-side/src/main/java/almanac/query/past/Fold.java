package almanac.query.past;

import almanac.query.rebuild.Folding;
import almanac.query.rebuild.Row;
import almanac.query.rebuild.Stamped;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How facts of one kind add up, with the same folding that their read model has.
 *
 * @param type of the facts
 */
public record Fold<F, S>(Class<F> type, Folding<F, S> folding) {

    /** What the facts of one stream left up to a position, by number. */
    public Map<Long, Row<S>> upTo(long position, Stream<Recorded> stream) {
        var rows = new HashMap<Long, Row<S>>();
        stream.takeWhile(recorded -> recorded.position() <= position)
                .forEach(recorded -> add(rows, recorded));
        rows.replaceAll((id, row) -> shown(row));
        return rows;
    }

    /** One fact more; answers the number that it is about. */
    public long add(Map<Long, Row<S>> rows, Recorded recorded) {
        var fact = type.cast(recorded.fact());
        var id = folding.id(fact);
        var stamped = new Stamped<>(fact, recorded.sequence(), recorded.at(), recorded.position());
        rows.put(id, Row.after(folding, Optional.ofNullable(rows.get(id)), stamped));
        return id;
    }

    /** With times as exact as those of a document. */
    private static <S> Row<S> shown(Row<S> row) {
        return new Row<>(
                row.state(),
                row.createdAt().truncatedTo(ChronoUnit.MILLIS),
                row.updatedAt().truncatedTo(ChronoUnit.MILLIS),
                row.revision());
    }
}
