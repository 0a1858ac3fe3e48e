package almanac.query.rebuild;

import almanac.operation.OperationId;
import java.time.Clock;
import java.time.Duration;

/**
 * Clears what rebuilds leave: generations that nobody reads any more, and ends that a crash cut.
 */
final class Leftovers {

    /** How long a generation stays after the last reader can have seen it. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Jobs jobs;
    private final Clock clock;

    Leftovers(Jobs jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    void clear(Group group) {
        var standing = group.standing();
        standing.job()
                .ifPresent(number ->
                        jobs.find(new OperationId(number))
                                .filter(job -> job.state().ended())
                                .ifPresent(job -> group.change(now -> Rebuilder.tidied(now, job))));
        if (standing.leaving().stream().anyMatch(each -> !each.seen())) {
            group.change(now -> now.seenLeaving(clock.instant()));
        }
        for (var leaving : standing.leaving()) {
            if (leaving.seen() && leaving.since().plus(GRACE).isBefore(clock.instant())) {
                group.makings().forEach(making -> making.drop(leaving.generation()));
                group.change(now -> now.without(leaving.generation()));
            }
        }
    }
}
