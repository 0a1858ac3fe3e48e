package almanac.operation;

import almanac.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the erasure of a person stands. Says nothing of the person but their number.
 *
 * @param id empty for one that was not begun
 * @param by who began it
 * @param begunAt empty for one that was not begun
 * @param endedAt when the last step was done
 * @param steps those that are done, in order
 * @param pending the step that is next, where one is
 * @param waitsFor what the pending step waits for, in words, where it waits
 * @param unconfirmed what could not be made sure of, in words
 * @param position of the fact that tells of it, once there is one
 */
public record ErasureView(
        Optional<OperationId> id,
        UserId user,
        UserId by,
        String reason,
        Optional<Instant> begunAt,
        Optional<Instant> endedAt,
        List<Step> steps,
        Optional<String> pending,
        Optional<String> waitsFor,
        List<String> unconfirmed,
        OptionalLong position) {

    public ErasureView {
        steps = List.copyOf(steps);
        unconfirmed = List.copyOf(unconfirmed);
    }

    /**
     * @param counts what it did, by what; what it would do where it was not begun
     */
    public record Step(String name, Optional<Instant> doneAt, Map<String, Long> counts) {
        public Step {
            counts = Map.copyOf(counts);
        }
    }
}
