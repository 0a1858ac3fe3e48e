package almanac.app.operation;

import almanac.app.operation.Recorder.Intent;
import almanac.message.Actor;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.operation.OperationId;
import almanac.operation.OperationKind;
import almanac.operation.RebuildMode;
import almanac.operation.RebuildView;
import almanac.query.rebuild.Rebuilds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What operators ask of read models and of their making again, recorded. */
final class RebuildDesk {

    private final Overview overview;
    private final Rebuilds rebuilds;
    private final Recorder recorder;

    RebuildDesk(Overview overview, Rebuilds rebuilds, Recorder recorder) {
        this.overview = overview;
        this.rebuilds = rebuilds;
        this.recorder = recorder;
    }

    List<String> projections() {
        return rebuilds.projections();
    }

    List<RebuildView> latest(int limit) {
        return rebuilds.latest(limit);
    }

    RebuildView find(OperationId id) {
        return rebuilds.find(id);
    }

    /** All are asked for before one is begun; who was quicker nevertheless leaves us none. */
    List<RebuildView> begin(
            Actor operator,
            List<String> projections,
            RebuildMode mode,
            OptionalInt mostPerSecond,
            String reason) {
        projections.forEach(overview::requireProjection);
        projections.forEach(rebuilds::requireIdle);
        var begun = new ArrayList<RebuildView>();
        try {
            projections.forEach(
                    each -> begun.add(begin(operator, each, mode, mostPerSecond, reason)));
        } catch (Rejected refused) {
            begun.forEach(each -> rebuilds.cancel(each.id()));
            throw refused;
        }
        return begun;
    }

    private RebuildView begin(
            Actor operator,
            String projection,
            RebuildMode mode,
            OptionalInt mostPerSecond,
            String reason) {
        var intent =
                new Intent(
                        mode == RebuildMode.VERIFY ? OperationKind.VERIFY : OperationKind.REBUILD,
                        projection,
                        Map.of("mode", mode.name()),
                        reason);
        return recorder.begun(
                operator,
                intent,
                id -> rebuilds.begin(id, operator.user(), projection, mode, mostPerSecond));
    }

    void cancel(Actor operator, OperationId rebuild, String reason) {
        var intent = Intent.to(OperationKind.CANCEL, rebuild.toString(), reason);
        recorder.run(operator, intent, () -> rebuilds.cancel(rebuild));
    }

    void swap(Actor operator, OperationId rebuild, String reason) {
        var intent = Intent.to(OperationKind.SWAP, rebuild.toString(), reason);
        recorder.run(operator, intent, () -> rebuilds.swap(rebuild));
    }

    void throttle(Actor operator, OperationId rebuild, OptionalInt mostPerSecond, String reason) {
        var bound = mostPerSecond.isPresent() ? Integer.toString(mostPerSecond.getAsInt()) : "none";
        recorder.run(
                operator,
                new Intent(
                        OperationKind.THROTTLE,
                        rebuild.toString(),
                        Map.of("factsPerSecond", bound),
                        reason),
                () -> rebuilds.throttle(rebuild, mostPerSecond));
    }

    void rollBack(Actor operator, String projection, String reason) {
        overview.requireProjection(projection);
        var intent = Intent.to(OperationKind.ROLL_BACK, projection, reason);
        recorder.run(operator, intent, () -> rebuilds.rollBack(projection));
    }

    void drop(Actor operator, String projection, String reason) {
        overview.requireProjection(projection);
        var intent = Intent.to(OperationKind.DROP, projection, reason);
        recorder.run(operator, intent, () -> rebuilds.drop(projection));
    }

    /** Makes the documents of one stream again, in place. */
    void again(Actor operator, String projection, String stream, String reason) {
        overview.requireProjection(projection);
        var intent =
                new Intent(
                        OperationKind.REBUILD_STREAM, projection, Map.of("stream", stream), reason);
        recorder.run(
                operator,
                intent,
                () -> {
                    if (!rebuilds.again(projection, stream)) {
                        var who = "ask the node that holds all segments of " + projection;
                        throw new Rejected(new Rejection.Conflict("", who));
                    }
                });
    }
}
