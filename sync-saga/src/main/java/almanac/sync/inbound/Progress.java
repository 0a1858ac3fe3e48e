package almanac.sync.inbound;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a mapping's calendar has been read.
 *
 * @param cursor from where the next round reads; empty where everything has to be read
 * @param windowStart where the window of the last full round began
 * @param round that has not come to its end
 * @param wantsFull whether somebody asked for everything
 * @param requested the latest wish for a round
 * @param heard how often a round was made due
 * @param answers what of that the round answers that has not come to its end
 * @param dueAt when the next round is due
 */
record Progress(
        Optional<String> cursor,
        Optional<Instant> windowStart,
        Optional<Round> round,
        boolean wantsFull,
        long requested,
        long heard,
        long answers,
        Instant dueAt) {

    /**
     * What is answered of all that was heard, once a round that goes on or begins now has ended.
     */
    long answered() {
        return round.isPresent() ? answers : heard;
    }
}
