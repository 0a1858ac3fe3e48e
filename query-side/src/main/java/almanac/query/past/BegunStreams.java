package almanac.query.past;

import almanac.user.UserId;
import java.util.List;

/** Knows what users began without folding it. */
public interface BegunStreams {

    /**
     * The streams in which a user stored a fact of that name up to a position, in the order of
     * those facts.
     */
    List<String> begunBy(UserId user, String type, long upTo);
}
