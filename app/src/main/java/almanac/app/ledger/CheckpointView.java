package almanac.app.ledger;

import almanac.store.ledger.Checkpoint;

/**
 * A signed checkpoint; docs/ledger.md says what is signed.
 *
 * @param number from 1
 * @param position of the last fact that it covers
 * @param running the running hash after that fact, in hexadecimal digits
 * @param at when it was signed
 * @param previous the hash of the checkpoint before
 * @param key the name of the key
 * @param signature in base64
 * @param hash its own, which the next one names
 */
public record CheckpointView(
        long number,
        long position,
        String running,
        String at,
        String previous,
        String key,
        String signature,
        String hash) {

    static CheckpointView of(Checkpoint it) {
        return new CheckpointView(
                it.number(),
                it.position(),
                it.running().toString(),
                it.at(),
                it.previous().toString(),
                it.key(),
                it.signature(),
                it.hash().toString());
    }
}
