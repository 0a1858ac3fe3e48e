package almanac.store.ledger;

/**
 * What all of history up to a position hashes to, signed. Each names the one before it.
 *
 * @param number from 1
 * @param position of the last fact that it covers
 * @param running the running hash after that fact
 * @param at when it was signed, an ISO 8601 instant
 * @param previous the hash of the checkpoint before; {@link Hash#NONE} for the first
 * @param key the name of the key that signed it
 * @param signature in base64
 */
public record Checkpoint(
        long number,
        long position,
        Hash running,
        String at,
        Hash previous,
        String key,
        String signature) {

    private static final String FORMAT = "almanac.checkpoint/1";

    /** What the next checkpoint calls its previous. */
    public Hash hash() {
        return Chain.checkpoint(content());
    }

    byte[] content() {
        return new Fields()
                .text(FORMAT)
                .number(number)
                .number(position)
                .hash(running)
                .text(at)
                .hash(previous)
                .text(key)
                .bytes();
    }

    Checkpoint signed(String with) {
        return new Checkpoint(number, position, running, at, previous, key, with);
    }
}
