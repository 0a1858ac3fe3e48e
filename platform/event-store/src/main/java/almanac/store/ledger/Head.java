package almanac.store.ledger;

/**
 * Where the chain of a stream ends.
 *
 * @param link of its last fact
 * @param sequence of its last fact that has one; -1 before that
 */
public record Head(Hash link, long sequence) {

    /** Of a stream without facts. */
    public static final Head NONE = new Head(Hash.NONE, -1);

    /** The head once this fact is behind it. */
    public Head after(LedgerFact fact) {
        return new Head(Chain.link(link, fact.digest()), fact.sequence().orElse(sequence));
    }

    /** Whether the number of this fact is the one that is due. */
    boolean precedes(LedgerFact fact) {
        return fact.sequence().isEmpty() || fact.sequence().getAsLong() == sequence + 1;
    }
}
