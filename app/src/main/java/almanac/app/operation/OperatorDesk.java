package almanac.app.operation;

import almanac.app.operation.ProcessorControls.Cut;
import almanac.app.operation.Recorder.Ending;
import almanac.app.operation.Recorder.Intent;
import almanac.message.Actor;
import almanac.operation.DeadLetterView;
import almanac.operation.NodeView;
import almanac.operation.OperationId;
import almanac.operation.OperationKind;
import almanac.operation.OperationOutcome;
import almanac.operation.Operations;
import almanac.operation.ProcessorView;
import almanac.operation.RebuildMode;
import almanac.operation.RebuildView;
import almanac.operation.StoreView;
import almanac.operation.WorkView;
import almanac.query.rebuild.Rebuilds;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Everything an operator asks for, each by whoever can do it, and recorded. */
final class OperatorDesk implements Operations {

    private final Overview overview;
    private final ProcessorControls controls;
    private final Segments segments;
    private final RebuildDesk rebuilds;
    private final Letters letters;
    private final Recorder recorder;
    private final StoreOverview stores;
    private final NodeView node;

    OperatorDesk(
            Overview overview,
            ProcessorControls controls,
            Rebuilds rebuilds,
            Letters letters,
            Recorder recorder,
            StoreOverview stores,
            NodeView node) {
        this.overview = overview;
        this.controls = controls;
        this.segments = new Segments(overview, controls);
        this.rebuilds = new RebuildDesk(overview, rebuilds, recorder);
        this.letters = letters;
        this.recorder = recorder;
        this.stores = stores;
        this.node = node;
    }

    @Override
    public List<ProcessorView> processors() {
        return overview.all();
    }

    @Override
    public ProcessorView processor(String name) {
        return overview.one(name);
    }

    @Override
    public void pause(Actor operator, String processor, String reason) {
        run(operator, OperationKind.PAUSE, processor, false, reason);
    }

    @Override
    public void resume(Actor operator, String processor, String reason) {
        run(operator, OperationKind.RESUME, processor, true, reason);
    }

    private void run(
            Actor operator, OperationKind kind, String processor, boolean on, String reason) {
        overview.require(processor);
        recorder.run(
                operator,
                Intent.to(kind, processor, reason),
                () -> {
                    controls.pause(processor, !on);
                    controls.apply();
                });
    }

    @Override
    public void split(Actor operator, String processor, int segment, String reason) {
        cut(operator, OperationKind.SPLIT, processor, segment, reason);
    }

    @Override
    public void merge(Actor operator, String processor, int segment, String reason) {
        cut(operator, OperationKind.MERGE, processor, segment, reason);
    }

    private void cut(
            Actor operator, OperationKind kind, String processor, int segment, String reason) {
        overview.require(processor);
        var intent =
                new Intent(kind, processor, Map.of("segment", Integer.toString(segment)), reason);
        var how = kind == OperationKind.SPLIT ? Cut.SPLIT : Cut.MERGE;
        recorder.run(operator, intent, () -> segments.cut(processor, segment, how));
    }

    @Override
    public List<RebuildView> rebuild(
            Actor operator,
            List<String> projections,
            RebuildMode mode,
            OptionalInt mostPerSecond,
            String reason) {
        return rebuilds.begin(operator, projections, mode, mostPerSecond, reason);
    }

    @Override
    public List<String> projections() {
        return rebuilds.projections();
    }

    @Override
    public List<RebuildView> rebuilds(int limit) {
        return rebuilds.latest(limit);
    }

    @Override
    public RebuildView rebuild(OperationId id) {
        return rebuilds.find(id);
    }

    @Override
    public void cancel(Actor operator, OperationId rebuild, String reason) {
        rebuilds.cancel(operator, rebuild, reason);
    }

    @Override
    public void swap(Actor operator, OperationId rebuild, String reason) {
        rebuilds.swap(operator, rebuild, reason);
    }

    @Override
    public void throttle(
            Actor operator, OperationId rebuild, OptionalInt mostPerSecond, String reason) {
        rebuilds.throttle(operator, rebuild, mostPerSecond, reason);
    }

    @Override
    public void rollBack(Actor operator, String projection, String reason) {
        rebuilds.rollBack(operator, projection, reason);
    }

    @Override
    public void drop(Actor operator, String projection, String reason) {
        rebuilds.drop(operator, projection, reason);
    }

    @Override
    public void rebuildStream(Actor operator, String projection, String stream, String reason) {
        rebuilds.again(operator, projection, stream, reason);
    }

    @Override
    public List<DeadLetterView> deadLetters(int limit) {
        return letters.latest(limit);
    }

    @Override
    public DeadLetterView deadLetter(String id) {
        return letters.one(id, false);
    }

    @Override
    public DeadLetterView unmasked(Actor operator, String id, String reason) {
        var intent = Intent.to(OperationKind.UNMASK_LETTER, id, reason);
        return recorder.done(operator, intent, _ -> letters.one(id, true));
    }

    @Override
    public boolean retry(Actor operator, String id, String reason) {
        var intent = Intent.to(OperationKind.RETRY_LETTER, id, reason);
        return recorder.done(operator, intent, _ -> letters.retry(id), OperatorDesk::ending);
    }

    private static Ending ending(boolean handled) {
        return handled
                ? Ending.DONE
                : new Ending(OperationOutcome.FAILED, "it failed again and still waits");
    }

    @Override
    public void discard(Actor operator, String id, String reason) {
        var intent = Intent.to(OperationKind.DISCARD_LETTER, id, reason);
        recorder.run(operator, intent, () -> letters.discard(id));
    }

    @Override
    public List<WorkView> work(int limit) {
        return stores.work(limit);
    }

    @Override
    public StoreView store() {
        return stores.store();
    }

    @Override
    public NodeView node() {
        return node;
    }
}
