package almanac.store.ledger;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A fact as it lies in the store, text for text: nothing is decoded, so that what nobody can
 * decipher any more is still proven.
 *
 * @param position its number among all facts, from 0
 * @param commit the name of the commit that stored it; a commit is stored whole or not at all
 * @param stream the stream of that commit
 * @param sequence its number within the stream, from 0; none outside an aggregate
 * @param id of the event
 * @param at as it was written, an ISO 8601 instant
 * @param name the stored name of its type
 * @param revision of the form in which it is stored
 * @param aggregateType what its stream is
 */
public record LedgerFact(
        long position,
        String commit,
        String stream,
        OptionalLong sequence,
        String id,
        String at,
        String name,
        Optional<String> revision,
        Optional<String> aggregateType,
        String payload,
        String metaData) {

    private static final String FORMAT = "almanac.fact/1";

    /** The SHA-256 of the canonical bytes, which {@link Chain} describes. */
    public Hash digest() {
        return Hash.of(canonical());
    }

    byte[] canonical() {
        return new Fields()
                .text(FORMAT)
                .number(position)
                .text(commit)
                .text(stream)
                .number(sequence)
                .text(id)
                .text(at)
                .text(name)
                .text(revision)
                .text(aggregateType)
                .text(payload)
                .text(metaData)
                .bytes();
    }
}
