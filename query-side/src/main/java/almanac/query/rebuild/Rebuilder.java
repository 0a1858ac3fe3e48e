package almanac.query.rebuild;

import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import almanac.operation.ComparisonReport;
import almanac.operation.RebuildMode;
import almanac.operation.RebuildState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.bson.conversions.Bson;

/**
 * Takes a rebuild from where it is to where it rests. Each step can be begun again after a crash:
 * facts that a document has seen change nothing, and what was noted last is where it goes on.
 */
final class Rebuilder {

    /** So few facts that whoever keeps the live documents takes them along between two batches. */
    private static final long FEW = 1000;

    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Jobs jobs;
    private final History history;
    private final Clock clock;
    private final Consumer<Job> ended;

    /**
     * @param ended is told of each rebuild that ends, and how
     */
    Rebuilder(Jobs jobs, History history, Clock clock, Consumer<Job> ended) {
        this.ended = ended;
        this.jobs = jobs;
        this.history = history;
        this.clock = clock;
    }

    /** Another node has the claim now. */
    static final class ClaimLost extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Works until the job rests. */
    void run(Job claimed, Group group) {
        var job = claimed;
        group.forget();
        var own = claimed.id().value();
        if (group.change(now -> now.job().isEmpty() ? now.begun(own) : now).job().orElse(0)
                != own) {
            jobs.rest(job, RebuildState.FAILED, set("problem", "another rebuild is under way"));
            return;
        }
        while (job.state() != RebuildState.DIFFERENT || job.cancelled() || job.swapWanted()) {
            var standing = group.standing();
            if (standing.shadow().isEmpty()) {
                rest(job, group, RebuildState.SWAPPED);
                return;
            }
            var shadow = standing.shadow().get();
            if (job.cancelled()) {
                rest(job, group, RebuildState.CANCELLED);
                return;
            }
            if (shadow.broken().isPresent()) {
                var why = "the new documents cannot take a fact: " + shadow.broken().get();
                rest(job, group, RebuildState.FAILED, set("problem", why));
                return;
            }
            var next = step(job, group, shadow);
            if (next.isEmpty()) {
                return;
            }
            job = next.get();
        }
        jobs.release(job);
    }

    private Optional<Job> step(Job job, Group group, Standing.Shadow shadow) {
        return switch (job.state()) {
            case REPLAYING -> Optional.of(replay(job, group, shadow));
            case CATCHING_UP -> Optional.of(catchUp(job, group, shadow));
            case JOINING -> Optional.of(join(job, group, shadow));
            case COMPARING -> compare(job, group, shadow);
            case DIFFERENT -> swap(job, group);
            case SWAPPED, VERIFIED, CANCELLED, FAILED -> Optional.empty();
        };
    }

    private Job replay(Job job, Group group, Standing.Shadow shadow) {
        var replay = new Replay(jobs, history, group, shadow.generation());
        var done = replay.run(job);
        if (done.cancelled()) {
            return done;
        }
        for (var making : group.makings()) {
            if (making instanceof StreamMaking<?> byStream) {
                byStream.begun(shadow.generation(), done.upTo());
            }
        }
        return kept(
                done,
                set("position", done.upTo()),
                set(JobCodec.STATE, RebuildState.CATCHING_UP.name()));
    }

    private Job catchUp(Job before, Group group, Standing.Shadow shadow) {
        var job = before;
        var pace = new Pace();
        while (!job.cancelled()) {
            var head = history.lastPosition();
            if (head - job.position() < FEW) {
                var replayed = job.position();
                group.change(now -> now.with(now.shadow().map(its -> joining(its, replayed))));
                return kept(job, set(JobCodec.STATE, RebuildState.JOINING.name()));
            }
            var facts = history.from(job.position() + 1);
            group.makings().forEach(making -> write(making, shadow.generation(), facts));
            job =
                    kept(
                            job,
                            set("position", Facts.position(facts.getLast())),
                            set("head", head),
                            set("facts", job.facts() + facts.size()),
                            set("rate", pace.rate()));
            job = pace.passed(job, facts.size(), this::kept);
        }
        return job;
    }

    private static Standing.Shadow joining(Standing.Shadow shadow, long replayed) {
        return new Standing.Shadow(
                shadow.generation(), replayed, true, shadow.joined(), shadow.broken());
    }

    private static <F> void write(
            Making<F> making, int generation, List<? extends TrackedEventMessage<?>> messages) {
        var facts = Facts.of(making, messages);
        if (!facts.isEmpty()) {
            making.write(generation, facts);
        }
    }

    /** Brings a generation to the end of history; for who keeps the live one. */
    long follow(Group group, int generation, long after) {
        var position = after;
        while (true) {
            var facts = history.from(position + 1);
            if (facts.isEmpty()) {
                return position;
            }
            group.makings().forEach(making -> write(making, generation, facts));
            position = Facts.position(facts.getLast());
        }
    }

    private Job join(Job job, Group group, Standing.Shadow shadow) {
        group.settle();
        var all = history.segments(group.name());
        if (!all.isEmpty() && shadow.joined().containsAll(all)) {
            return kept(job, set(JobCodec.STATE, RebuildState.COMPARING.name()));
        }
        var told = System.nanoTime();
        while (System.nanoTime() - told < TELL_NANOS) {
            LockSupport.parkNanos(WAIT_NANOS);
            group.settle();
            var now = group.standing().shadow();
            if (now.isEmpty() || now.get().joined().containsAll(all)) {
                break;
            }
        }
        return kept(job, set("problem", "waits for the processor to take the new documents along"));
    }

    private Optional<Job> compare(Job job, Group group, Standing.Shadow shadow) {
        var live = group.standing().live();
        var compared = new ArrayList<ComparisonReport>();
        for (var making : group.makings()) {
            for (var place : making.places()) {
                compared.add(
                        new Comparison(
                                        place.model().name(),
                                        place.in(live),
                                        place.in(shadow.generation()),
                                        document -> making.said(place.model(), document),
                                        () -> kept(job))
                                .run());
            }
        }
        var report = Comparison.sum(compared);
        var noted = kept(job, set("report", JobCodec.document(report)), unset("problem"));
        if (job.mode() == RebuildMode.VERIFY) {
            rest(noted, group, RebuildState.VERIFIED);
            return Optional.empty();
        }
        if (report.equal() || job.mode() == RebuildMode.ALWAYS || job.swapWanted()) {
            return swap(noted, group);
        }
        jobs.rest(noted, RebuildState.DIFFERENT);
        return Optional.empty();
    }

    private Optional<Job> swap(Job job, Group group) {
        kept(job);
        group.change(now -> now.shadow().isPresent() ? now.swapped(clock.instant()) : now);
        rest(job, group, RebuildState.SWAPPED);
        return Optional.empty();
    }

    /** Told before it is noted: after a crash in between it is told again. */
    private void rest(Job job, Group group, RebuildState state, Bson... changes) {
        ended.accept(job.in(state));
        jobs.rest(job, state, changes);
        group.change(now -> tidied(now, job));
    }

    /** What a rebuild that has ended leaves of its standing. */
    static Standing tidied(Standing now, Job job) {
        if (now.job().isEmpty() || now.job().getAsLong() != job.id().value()) {
            return now;
        }
        return now.shadow().isPresent() ? now.abandoned() : now.over();
    }

    private Job kept(Job job, Bson... changes) {
        return jobs.progress(job, changes).orElseThrow(ClaimLost::new);
    }
}
