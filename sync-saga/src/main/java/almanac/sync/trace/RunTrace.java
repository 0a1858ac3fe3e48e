package almanac.sync.trace;

import almanac.connection.SyncRun;
import almanac.connection.TraceLine;
import almanac.connection.TraceLine.Reason;
import almanac.connection.TraceLine.Step;
import almanac.entry.EntryId;
import almanac.sync.link.LinkedMapping;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines of one run, written together, and how much it did; what a dead run did not write is
 * told by the next.
 */
public final class RunTrace {

    private static final Logger LOG = LoggerFactory.getLogger(RunTrace.class);

    private final TraceLog log;
    private final LinkedMapping mapping;
    private final String run;
    private final Clock clock;
    private final List<TraceLine> lines = new ArrayList<>();
    private int fetched;
    private int applied;
    private int pushed;
    private int conflicts;

    public RunTrace(TraceLog log, LinkedMapping mapping, String run, Clock clock) {
        this.log = log;
        this.mapping = mapping;
        this.run = run;
        this.clock = clock;
    }

    public synchronized void line(EntryId entry, Step step, Reason reason, String detail) {
        count(step, reason);
        LOG.debug("run={} entry={} step={} reason={}", run, entry, step, reason);
        lines.add(
                new TraceLine(
                        clock.instant(),
                        entry,
                        mapping.connection(),
                        mapping.id(),
                        mapping.provider(),
                        run,
                        step,
                        reason,
                        detail));
    }

    private void count(Step step, Reason reason) {
        switch (step) {
            case FETCH -> {}
            case DECISION -> conflicts += reason == Reason.CONFLICT ? 1 : 0;
            case PUSH -> pushed += wrote(reason) ? 1 : 0;
        }
    }

    private static boolean wrote(Reason reason) {
        return switch (reason) {
            case PUSHED, CREATED, DELETED -> true;
            case APPLIED,
                    ECHO,
                    UNCHANGED,
                    FILTERED,
                    CONFLICT,
                    DEFERRED,
                    RETRIED,
                    PARKED,
                    ADOPTED,
                    MERGED,
                    READ_ONLY,
                    OUTSIDE_WINDOW,
                    UNSUPPORTED,
                    LOOP_STOPPED ->
                    false;
        };
    }

    /**
     * Notes what was read.
     *
     * @param objects that the provider told of
     * @param changed entries that were changed here
     */
    public synchronized void read(int objects, int changed) {
        fetched += objects;
        applied += changed;
    }

    /** How much was done so far. */
    public synchronized SyncRun.Counts counts() {
        return new SyncRun.Counts(fetched, applied, pushed, conflicts);
    }

    /** Stores what came together so far. */
    public synchronized void flush() {
        log.write(lines);
        lines.clear();
    }
}
