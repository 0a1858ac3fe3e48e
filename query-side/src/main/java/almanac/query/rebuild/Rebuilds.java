package almanac.query.rebuild;

import static almanac.query.rebuild.Refusals.conflict;
import static almanac.query.rebuild.Refusals.missing;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import almanac.message.Rejected;
import almanac.operation.OperationId;
import almanac.operation.RebuildMode;
import almanac.operation.RebuildState;
import almanac.operation.RebuildView;
import almanac.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Making read models again while they are read and written. What is asked for is noted for all
 * nodes; {@link #tick} on any of them does it.
 */
public final class Rebuilds {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);

    private final ReadModels models;
    private final History history;
    private final Jobs jobs;
    private final Rebuilder rebuilder;
    private final Leftovers leftovers;
    private final Clock clock;
    private final String node;
    private final List<Consumer<RebuildView>> ended = new CopyOnWriteArrayList<>();

    /**
     * Where no other node can have the database, what the node of this name worked on when it died
     * is free at once.
     *
     * @param node names this node and no other that runs at the same time
     */
    public Rebuilds(ReadModels models, History history, Clock clock, String node) {
        this.models = models;
        this.history = history;
        this.clock = clock;
        this.node = node;
        this.jobs = new Jobs(models.database(), clock);
        this.rebuilder = new Rebuilder(jobs, history, clock, this::tell);
        this.leftovers = new Leftovers(jobs, clock);
        jobs.ensureIndexes();
        if (models.lone()) {
            jobs.freeAllOf(node);
        }
        for (var group : models.groups()) {
            group.keep(() -> history.held(group.name()), rebuilder::follow);
        }
    }

    /** Tells of each rebuild that ends, and how; perhaps more than once. */
    public void whenEnded(Consumer<RebuildView> told) {
        ended.add(told);
    }

    private void tell(Job job) {
        ended.forEach(told -> told.accept(job.view()));
    }

    /** The projections that can be made again. */
    public List<String> projections() {
        return models.groups().stream().map(Group::name).toList();
    }

    /**
     * Begins a rebuild.
     *
     * @throws Rejected with Conflict while one is under way
     */
    public RebuildView begin(
            OperationId id,
            UserId operator,
            String projection,
            RebuildMode mode,
            OptionalInt mostPerSecond) {
        var group = group(projection);
        leftovers.clear(group);
        jobs.insert(
                JobCodec.begun(
                        id,
                        operator,
                        projection,
                        mode,
                        mostPerSecond,
                        history.lastPosition(),
                        clock.instant()));
        try {
            // a node that was quick may work on it already
            group.change(
                    now -> now.isOf(id.value()) ? now : idle(now, projection).begun(id.value()));
        } catch (Rejected running) {
            jobs.delete(id);
            throw running;
        }
        return find(id);
    }

    /** Refuses with Conflict while a rebuild of the projection is under way. */
    public void requireIdle(String projection) {
        var group = group(projection);
        leftovers.clear(group);
        var unused = idle(group.standing(), projection);
    }

    private static Standing idle(Standing now, String projection) {
        if (now.job().isPresent()) {
            throw conflict(
                    "a rebuild of " + projection + " is under way: " + now.job().getAsLong());
        }
        return now;
    }

    /** One rebuild. */
    public RebuildView find(OperationId id) {
        return jobs.find(id).map(Job::view).orElseThrow(() -> missing(id));
    }

    /** The last rebuilds, the latest first. */
    public List<RebuildView> latest(int limit) {
        return jobs.latest(limit).stream().map(Job::view).toList();
    }

    /** The latest rebuild of a projection. */
    public Optional<RebuildView> latestOf(String projection) {
        return jobs.latest(projection).map(Job::view);
    }

    /** When the live documents of a projection took their place; empty for the first. */
    public Optional<Instant> rebuiltAt(String projection) {
        return group(projection).standing().rebuiltAt();
    }

    /** Whether there is an earlier generation to go back to. */
    public boolean canRollBack(String projection) {
        return group(projection).standing().kept().isPresent();
    }

    /** Ends a rebuild; what it made goes. */
    public void cancel(OperationId id) {
        require(jobs.want(id, set("cancelled", true)), id);
    }

    /** Changes how fast a rebuild may be; empty for as fast as it can. */
    public void throttle(OperationId id, OptionalInt mostPerSecond) {
        require(
                jobs.want(
                        id,
                        mostPerSecond.isPresent()
                                ? set("mostPerSecond", mostPerSecond.getAsInt())
                                : unset("mostPerSecond")),
                id);
    }

    /** Lets a rebuild take its place although it differs. */
    public void swap(OperationId id) {
        if (find(id).state() != RebuildState.DIFFERENT) {
            throw conflict("rebuild " + id.value() + " does not wait for a decision");
        }
        require(jobs.want(id, set("swapWanted", true)), id);
    }

    private void require(boolean done, OperationId id) {
        if (!done) {
            find(id);
            throw conflict("rebuild " + id.value() + " has ended");
        }
    }

    /** Goes back to the generation before, at once. */
    public void rollBack(String projection) {
        changeKept(projection, now -> now.rolledBack(clock.instant()));
    }

    /** Gives up the generation before. */
    public void drop(String projection) {
        changeKept(projection, Standing::dropped);
    }

    private void changeKept(String projection, UnaryOperator<Standing> change) {
        group(projection)
                .change(now -> {
                    idle(now, projection);
                    if (now.kept().isEmpty()) {
                        throw conflict("no earlier generation of " + projection + " is kept");
                    }
                    return change.apply(now);
                });
    }

    /**
     * Makes the documents of one stream again, in place.
     *
     * @return whether this node could: it must hold the segments of the projection
     */
    public boolean again(String projection, String stream) {
        var group = group(projection);
        if (!history.held(projection).containsAll(history.segments(projection))) {
            return false;
        }
        Streams.again(history, group, stream);
        return true;
    }

    /** Looks how things stand, and keeps up what this node is to; often, on every node. */
    public void look() {
        models.look();
        for (var group : models.groups()) {
            group.settle();
        }
    }

    /** Works on a rebuild until it rests; false when there was none to work on. */
    public boolean tick() {
        for (var group : models.groups()) {
            leftovers.clear(group);
        }
        var claimed = jobs.claim(node);
        claimed.ifPresent(this::work);
        return claimed.isPresent();
    }

    private void work(Job job) {
        try {
            rebuilder.run(job, group(job.group()));
        } catch (Rebuilder.ClaimLost lost) {
            LOG.info("rebuild {} goes on elsewhere", job.id().value());
        }
    }

    private Group group(String projection) {
        return models.groups().stream()
                .filter(group -> group.name().equals(projection))
                .findFirst()
                .orElseThrow(() -> missing("Projection", projection));
    }
}
