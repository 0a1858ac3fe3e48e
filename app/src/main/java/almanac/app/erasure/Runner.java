package almanac.app.erasure;

import almanac.app.erasure.Step.Done;
import almanac.app.erasure.Step.NotYet;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes erasures from step to step. */
final class Runner {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    /** Less than a node waits between two looks, so that what waits for another node meets it. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final int LONGEST = 64;

    private final Jobs jobs;
    private final List<Step> steps;
    private final Function<Job, OptionalLong> told;
    private final Consumer<Job> ended;
    private final String node;

    /**
     * @param told the position of the fact that tells of it, after the last step
     * @param ended is told of each that ends, perhaps more than once
     */
    Runner(
            Jobs jobs,
            List<Step> steps,
            Function<Job, OptionalLong> told,
            Consumer<Job> ended,
            String node) {
        this.jobs = jobs;
        this.steps = List.copyOf(steps);
        this.told = told;
        this.ended = ended;
        this.node = node;
    }

    /** Works on one that is due until it rests; false when there was none. */
    boolean tick() {
        var claimed = jobs.claim(node);
        claimed.ifPresent(this::work);
        return claimed.isPresent();
    }

    private void work(Job claimed) {
        var job = claimed;
        try {
            for (var step : steps.subList(claimed.view().steps().size(), steps.size())) {
                job = jobs.begin(job);
                switch (step.run(job)) {
                    case Done done -> job = jobs.done(job, step.name(), done);
                    case NotYet notYet -> {
                        jobs.count(job, notYet.counts());
                        jobs.later(job, PAUSE, notYet.waitsFor());
                        return;
                    }
                }
            }
            ended.accept(job);
            jobs.ended(job, told.apply(job));
        } catch (Jobs.ClaimLost lost) {
            LOG.info("erasure {} goes on elsewhere", job.id().value());
        } catch (RuntimeException failed) {
            // words of somebody may be in the message, and a log outlives them
            LOG.warn(
                    "erasure {}: step {} failed with {} at {} and is tried again",
                    job.id().value(),
                    job.view().pending().orElse("end"),
                    failed.getClass().getName(),
                    Arrays.stream(failed.getStackTrace()).findFirst().orElse(null));
            rest(job);
        }
    }

    private void rest(Job job) {
        try {
            var seconds = Math.min(LONGEST, 1L << Math.min(job.attempts(), 6));
            jobs.again(job, Duration.ofSeconds(seconds));
        } catch (Jobs.ClaimLost lost) {
            LOG.info("erasure {} goes on elsewhere", job.id().value());
        }
    }
}
