package almanac.app.erasure;

import almanac.app.personal.PersonKeys;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.operation.RebuildState;
import almanac.operation.RebuildView;
import almanac.query.rebuild.Rebuilds;
import almanac.store.ProjectionProgress;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The read models of every stream with words of the person are made again from facts that cannot be
 * opened any more. History and the feed keep no words, so they are left as they are.
 */
final class ModelsAgain implements Step {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int RECENT = 50;

    /** How the names of streams begin, and which projection shows them. */
    private static final Map<String, String> SHOWN =
            Map.ofEntries(
                    Map.entry("entry-", "entries"),
                    Map.entry("user-", "directory"),
                    Map.entry("calendar-", "directory"),
                    Map.entry("course-", "directory"),
                    Map.entry("thread-", "comments"),
                    Map.entry("connection-", "connections"),
                    Map.entry("conflict-", "connections"),
                    Map.entry("rule-", "automation"),
                    Map.entry("run-", "automation"),
                    Map.entry("webhook-endpoint-", "endpoints"));

    private final Doing doing;
    private final Footprint footprint;
    private final Rebuilds rebuilds;
    private final ProjectionProgress progress;
    private final Jobs jobs;

    ModelsAgain(
            Doing doing,
            Footprint footprint,
            Rebuilds rebuilds,
            ProjectionProgress progress,
            Jobs jobs) {
        this.doing = doing;
        this.footprint = footprint;
        this.rebuilds = rebuilds;
        this.progress = progress;
        this.jobs = jobs;
    }

    @Override
    public String name() {
        return "read-models";
    }

    @Override
    public Outcome run(Job job) {
        if (!keyIsGoneEverywhere(job)) {
            return notYet("other nodes to forget the key");
        }
        if (rebuilding()) {
            return notYet("rebuilds of projections to come to their end");
        }
        if (!caughtUp()) {
            return notYet("projections to follow the latest facts");
        }
        var found = footprint.of(job, () -> jobs.keep(job));
        if (!allAgain(job)) {
            return notYet("the node that holds the projection of a stream");
        }
        var counts = new LinkedHashMap<String, Long>();
        counts.put("streams", (long) found.streams().size());
        counts.put("factsSealed", found.sealed());
        counts.put("factsInClear", found.clear());
        return new Done(
                counts,
                found.clear() == 0
                        ? List.of()
                        : List.of(
                                found.clear()
                                        + " facts were stored before facts were sealed, and stay"
                                        + " readable in the history"));
    }

    /** Each node does what it holds: of several, none needs to hold all projections. */
    private boolean allAgain(Job job) {
        var all = true;
        for (var stream : footprint.toMakeAgain(job)) {
            jobs.keep(job);
            if (again(stream)) {
                footprint.madeAgain(job, stream);
            } else {
                all = false;
            }
        }
        return all;
    }

    private static NotYet notYet(String waitsFor) {
        return new NotYet(Map.of(), waitsFor);
    }

    /** On other nodes it is used a moment longer. */
    private boolean keyIsGoneEverywhere(Job job) {
        return doing.waitedFor(job, PersonKeys.DESTROYED_WITHIN.multipliedBy(2));
    }

    /**
     * What is made beside the live ones may hold what was read before. One that waits for an
     * operator is kept up with them, and made again with them.
     */
    private boolean rebuilding() {
        return rebuilds.latest(RECENT).stream()
                .map(RebuildView::state)
                .anyMatch(RebuildState::moves);
    }

    /** What a projection was busy with when the key went is written by now. */
    private boolean caughtUp() {
        return progress.awaitPosition(new HashSet<>(SHOWN.values()), doing.head(), PATIENCE);
    }

    /** False where this node cannot: another holds a part of the projection. */
    private boolean again(String stream) {
        var projection =
                SHOWN.entrySet().stream()
                        .filter(shown -> stream.startsWith(shown.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst();
        try {
            return projection.isEmpty() || rebuilds.again(projection.get(), stream);
        } catch (Rejected refused) {
            if (refused.rejection() instanceof Rejection.NotFound) {
                return true;
            }
            throw refused;
        }
    }
}
