package almanac.query.rebuild;

import almanac.operation.ComparisonReport;
import almanac.operation.OperationId;
import almanac.operation.RebuildMode;
import almanac.operation.RebuildState;
import almanac.operation.RebuildView;
import almanac.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One rebuild and how far it is.
 *
 * @param making which of the group's makings is replayed, by its number
 * @param stream the last stream that is in the new documents
 * @param upTo the position up to which streams are replayed
 * @param position the last that is in the new documents; -1 while whole streams are replayed
 * @param total how many commits are to be replayed, or facts where they come in order
 * @param commits how many are
 * @param cancelled whether an operator wants no more of it
 * @param swapWanted whether an operator wants it swapped although it differs
 * @param fence rises with every claim; who holds an older one has lost the right
 */
record Job(
        OperationId id,
        UserId operator,
        String group,
        RebuildMode mode,
        RebuildState state,
        int making,
        String stream,
        long upTo,
        long position,
        long head,
        long total,
        long commits,
        long facts,
        double rate,
        OptionalInt mostPerSecond,
        boolean cancelled,
        boolean swapWanted,
        Optional<String> node,
        long fence,
        Instant startedAt,
        Instant changedAt,
        Optional<Instant> endedAt,
        Optional<String> problem,
        Optional<ComparisonReport> report) {

    /** The same where it is then. */
    Job in(RebuildState then) {
        return new Job(
                id,
                operator,
                group,
                mode,
                then,
                making,
                stream,
                upTo,
                position,
                head,
                total,
                commits,
                facts,
                rate,
                mostPerSecond,
                cancelled,
                swapWanted,
                node,
                fence,
                startedAt,
                changedAt,
                endedAt,
                problem,
                report);
    }

    RebuildView view() {
        return new RebuildView(
                id,
                operator,
                group,
                mode,
                state,
                percent(),
                position,
                head,
                facts,
                rate,
                left(),
                mostPerSecond.isPresent()
                        ? Optional.of(mostPerSecond.getAsInt())
                        : Optional.empty(),
                node,
                startedAt,
                changedAt,
                endedAt,
                problem,
                report);
    }

    private double percent() {
        if (state != RebuildState.REPLAYING) {
            return state == RebuildState.CANCELLED || state == RebuildState.FAILED ? share() : 100;
        }
        return share();
    }

    /** Until it is known how much there is to replay, nothing of it is. */
    private double share() {
        return total == 0 ? 0 : Math.min(100, 100.0 * commits / total);
    }

    /** A commit holds about as many facts as those before. */
    private Optional<Duration> left() {
        if (state != RebuildState.REPLAYING || rate <= 0 || commits == 0) {
            return Optional.empty();
        }
        var perCommit = (double) facts / commits;
        var seconds = Math.max(0, total - commits) * perCommit / rate;
        return Optional.of(Duration.ofSeconds(Math.round(seconds)));
    }
}
