package almanac.query.past;

import java.time.Instant;
import java.util.Map;

/**
 * A stored fact, raised to the present revision.
 *
 * @param position its number among all facts
 * @param sequence its number within its stream, from 0
 * @param id of its message, which a fact that it caused names
 */
public record Recorded(
        long position,
        String stream,
        long sequence,
        Instant at,
        String id,
        Map<String, ?> metaData,
        Object fact) {}
