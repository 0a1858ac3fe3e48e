package almanac.store.ledger;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The heads of all streams while history is read by position. Keeps those that were used last and
 * folds another one again from its stream, so that the longest history takes no more memory.
 */
public final class Heads {

    private final Earlier earlier;
    private final Map<String, Head> kept;

    /** Folds a stream up to a position, exclusive. */
    public interface Earlier {
        Head of(String stream, long position);
    }

    /**
     * @param most how many are kept
     */
    public Heads(int most, Earlier earlier) {
        this.earlier = earlier;
        this.kept =
                new LinkedHashMap<>(64, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Head> eldest) {
                        return size() > most;
                    }
                };
    }

    /** All of them, for whoever cannot read a stream again. */
    public static Heads unbounded() {
        return new Heads(Integer.MAX_VALUE, (stream, position) -> Head.NONE);
    }

    /** The head of a fact's stream before it. */
    Head before(LedgerFact fact) {
        var known = kept.get(fact.stream());
        if (known != null) {
            return known;
        }
        // a stream begins once, so there is nothing to fold before its first fact
        return fact.sequence().orElse(-1) == 0
                ? Head.NONE
                : earlier.of(fact.stream(), fact.position());
    }

    /** Puts a fact behind its stream, and answers its link. */
    public Hash add(LedgerFact fact) {
        var head = before(fact).after(fact);
        kept.put(fact.stream(), head);
        return head.link();
    }
}
