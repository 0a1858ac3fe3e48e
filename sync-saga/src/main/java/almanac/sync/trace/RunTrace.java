package almanac.sync.trace;

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

/** The lines of one run, written together; what a dead run did not write is told by the next. */
public final class RunTrace {

    private static final Logger LOG = LoggerFactory.getLogger(RunTrace.class);

    private final TraceLog log;
    private final LinkedMapping mapping;
    private final String run;
    private final Clock clock;
    private final List<TraceLine> lines = new ArrayList<>();

    public RunTrace(TraceLog log, LinkedMapping mapping, String run, Clock clock) {
        this.log = log;
        this.mapping = mapping;
        this.run = run;
        this.clock = clock;
    }

    public synchronized void line(EntryId entry, Step step, Reason reason, String detail) {
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

    /** Stores what came together so far. */
    public synchronized void flush() {
        log.write(lines);
        lines.clear();
    }
}
