package almanac.store;

import java.time.Duration;
import java.util.Set;

/**
 * Which processors may store their tokens a little after the facts were handled, and how late.
 *
 * <p>Only for handlers that lose nothing by it: after a crash they get the facts of that time
 * again, and what has seen a fact must be left as it is by it. Only where no other node looks at
 * the stored tokens, since nobody else could tell how far a segment is.
 *
 * @param processors their names
 * @param most how long after the last one that was stored
 */
public record TokenLag(Set<String> processors, Duration most) {

    /** Each token is stored with its batch. */
    public static final TokenLag NONE = new TokenLag(Set.of(), Duration.ZERO);

    public TokenLag {
        processors = Set.copyOf(processors);
    }
}
