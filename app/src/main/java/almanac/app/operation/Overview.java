package almanac.app.operation;

import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.operation.ProcessorView;
import almanac.operation.ProcessorView.Kind;
import almanac.operation.ProcessorView.SegmentView;
import almanac.operation.ProcessorView.Status;
import almanac.operation.RebuildView;
import almanac.query.rebuild.Rebuilds;
import almanac.store.ProjectionProgress;
import almanac.store.SegmentPosition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How each processor stands, on all nodes together. */
final class Overview {

    /** Tallies of entries, and the outbox, take facts in the order of all. */
    private static final Set<String> WHOLE = Set.of("entries", "history", "sync");

    private final ProcessorWatch watch;
    private final ProjectionProgress progress;
    private final ProcessorControls controls;
    private final Rebuilds rebuilds;
    private final List<String> policies;

    /**
     * @param policies the processors that act, by name
     */
    Overview(
            ProcessorWatch watch,
            ProjectionProgress progress,
            ProcessorControls controls,
            Rebuilds rebuilds,
            List<String> policies) {
        this.watch = watch;
        this.progress = progress;
        this.controls = controls;
        this.rebuilds = rebuilds;
        this.policies = policies;
    }

    List<ProcessorView> all() {
        var head = watch.head();
        return names().stream().map(name -> view(name, head)).toList();
    }

    private List<String> names() {
        return Stream.concat(rebuilds.projections().stream(), policies.stream()).toList();
    }

    ProcessorView one(String name) {
        require(name);
        return view(name, watch.head());
    }

    private ProcessorView view(String name, long head) {
        var projection = !policies.contains(name);
        var position = watch.position(name);
        var rebuild = projection ? rebuilds.latestOf(name) : Optional.<RebuildView>empty();
        return new ProcessorView(
                name,
                projection ? Kind.PROJECTION : Kind.POLICY,
                status(name, rebuild),
                position,
                head,
                position < head ? watch.lag(position).toMillis() / 1000.0 : 0,
                watch.rate(name),
                segments(name),
                watch.problem(name),
                rebuild,
                projection ? rebuilds.rebuiltAt(name) : Optional.empty(),
                projection && rebuilds.canRollBack(name));
    }

    private Status status(String name, Optional<RebuildView> rebuild) {
        if (controls.paused(name)) {
            return Status.PAUSED;
        }
        if (watch.problem(name).isPresent()) {
            return Status.FAILED;
        }
        return rebuild.filter(its -> !its.state().ended()).isPresent()
                ? Status.REBUILDING
                : Status.RUNNING;
    }

    List<SegmentView> segments(String name) {
        return progress.segments(name).stream().map(Overview::segment).toList();
    }

    private static SegmentView segment(SegmentPosition its) {
        return new SegmentView(its.segment(), its.mask(), its.position(), its.node());
    }

    /** Refuses a name that is none. */
    void require(String name) {
        if (!names().contains(name)) {
            throw new Rejected(new Rejection.NotFound("Processor", name));
        }
    }

    /** Refuses what acts upon facts: to replay it would act again. */
    void requireProjection(String name) {
        require(name);
        if (policies.contains(name)) {
            throw conflict(name + " acts upon facts and can be paused, never replayed");
        }
    }

    /** Refuses what takes facts in the order of all, and what is made again. */
    void requireDivisible(String name, int segment) {
        if (WHOLE.contains(name)) {
            throw conflict(name + " takes all facts in their order, hence in one segment");
        }
        if (!policies.contains(name)
                && rebuilds.latestOf(name).filter(its -> !its.state().ended()).isPresent()) {
            throw conflict("a rebuild of " + name + " is under way");
        }
        if (segments(name).stream().noneMatch(its -> its.id() == segment)) {
            throw new Rejected(new Rejection.NotFound("Segment", Integer.toString(segment)));
        }
    }

    private static Rejected conflict(String message) {
        return new Rejected(new Rejection.Conflict("", message));
    }
}
