package almanac.app.erasure;

import almanac.app.ids.MappedCalendars;
import almanac.app.operation.Recorder;
import almanac.app.personal.PersonKeys;
import almanac.app.personal.PersonalSealing;
import almanac.app.security.Forgetting;
import almanac.app.web.Commands;
import almanac.app.web.IdempotencyStore;
import almanac.app.web.Queries;
import almanac.operation.Erasures;
import almanac.operation.OperationOutcome;
import almanac.query.QuerySide;
import almanac.query.rebuild.Rebuilds;
import almanac.store.ProjectionProgress;
import almanac.store.RawFacts;
import almanac.store.Sealing;
import almanac.sync.SyncSide;
import almanac.user.UserFact;
import almanac.user.UserId;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.SmartLifecycle;

/** Erasures of this installation. */
public final class ErasureSide {

    private final Jobs jobs;
    private final Function<UnaryOperator<Step>, Runner> runners;
    private final Erasures erasures;
    private final SmartLifecycle lifecycle;

    /**
     * What the assembly supplies.
     *
     * @param stored facts as they lie in the store
     * @param histories all facts, read so
     * @param deadLetters the name of the collection of what policies gave up
     * @param patience how long providers are waited for
     * @param lone whether no other node can have this database
     * @param works whether this node works on erasures: it must take commands and run projections
     */
    public record Setting(
            MongoDatabase database,
            Commands commands,
            Queries queries,
            QuerySide models,
            EventStore facts,
            RawFacts stored,
            Function<Sealing, EventStorageEngine> histories,
            ProjectionProgress progress,
            Rebuilds rebuilds,
            SyncSide sync,
            PersonKeys keys,
            PersonalSealing sealing,
            Forgetting forgetting,
            MappedCalendars mapped,
            IdempotencyStore answers,
            String deadLetters,
            Recorder recorder,
            Clock clock,
            Duration patience,
            String node,
            boolean lone,
            boolean works) {}

    public ErasureSide(Setting its) {
        var doing =
                new Doing(
                        its.commands(),
                        its.queries(),
                        its.models(),
                        its.facts(),
                        its.progress(),
                        its.sync().remains(),
                        its.clock());
        var footprint = new Footprint(its.stored(), its.sealing(), its.database());
        var jobs = new Jobs(its.database(), Steps.NAMES, its.clock());
        var own = new OwnGoes(doing, jobs, its.patience());
        var steps = new Steps(its, doing, footprint, jobs, own).all();
        this.runners =
                around ->
                        new Runner(
                                jobs,
                                steps.stream().map(around).toList(),
                                job -> position(its.facts(), job.user()),
                                job -> record(its.recorder(), job),
                                its.node());
        this.jobs = jobs;
        this.erasures = new ErasureDesk(jobs, its.queries(), its.recorder(), its.forgetting(), own);
        this.lifecycle = new Lifecycle(runner(step -> step), its.works());
        if (its.lone()) {
            jobs.freeAllOf(its.node());
        }
    }

    private static void record(Recorder recorder, Job job) {
        var system = Doing.system(job.view().by());
        recorder.end(system, job.id(), OperationOutcome.DONE, "erased");
    }

    private static OptionalLong position(EventStore facts, UserId user) {
        return facts.readEvents(user.toString(), 0)
                .asStream()
                .filter(event -> event.getPayload() instanceof UserFact.UserErased)
                .map(event -> Optional.ofNullable(((TrackedEventMessage<?>) event).trackingToken()))
                .flatMap(Optional::stream)
                .mapToLong(token -> token.position().orElseThrow())
                .reduce((first, last) -> last);
    }

    /** What is asked of it. */
    public Erasures erasures() {
        return erasures;
    }

    /** Works on erasures while this node runs. */
    public SmartLifecycle lifecycle() {
        return lifecycle;
    }

    /** Works on erasures with something around each step; for a node whose thread does not run. */
    Runner runner(UnaryOperator<Step> around) {
        return runners.apply(around);
    }

    Jobs jobs() {
        return jobs;
    }
}
