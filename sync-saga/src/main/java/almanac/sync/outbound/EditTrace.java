package almanac.sync.outbound;

import almanac.connection.TraceLine;
import almanac.connection.TraceLine.Reason;
import almanac.connection.TraceLine.Step;
import almanac.entry.EntryId;
import almanac.sync.exchange.Outbox;
import almanac.sync.link.LinkedMapping;
import almanac.sync.local.Run;
import almanac.sync.trace.TraceLog;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

/**
 * Tells of edits that no run looks at why they are not pushed, or not yet. An edit that waits is
 * told of once for each cause, however often the provider is tried meanwhile.
 */
public final class EditTrace {

    /** Why nothing is pushed after a disconnect. */
    public static final String ENDED = "the sync with this calendar has ended";

    /** Why nothing is pushed of a mapping that goes one way. */
    public static final String ONE_WAY = "this calendar only takes what the provider has";

    /** Why nothing is pushed through a connection that may only read. */
    static final String READ_ONLY =
            "this account was connected for reading only; the edit goes there once it is connected"
                    + " again with the right to change events";

    /** In place of a run's name. */
    private static final String NO_RUN = "-";

    private static final int AT_ONCE = 500;

    private final TraceLog log;
    private final Outbox outbox;
    private final Clock clock;

    /** Why edits wait. */
    public enum Cause {
        /** The provider asked to wait, or is tried again later. */
        RESTS,
        /** What may be written is used up; reads go on. */
        QUOTA,
        /** A person has to do something first. */
        STOPPED,
        /** The provider cannot be used just now. */
        FAILED,
        /** The calendar was never read. */
        UNREAD
    }

    public EditTrace(TraceLog log, Outbox outbox, Clock clock) {
        this.log = log;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** An edit is not pushed at all. */
    public void filtered(LinkedMapping mapping, EntryId entry, String why) {
        write(mapping, none(mapping), List.of(entry), Reason.FILTERED, why);
    }

    /** An edit that was just put into the outbox waits there. */
    public void waits(LinkedMapping mapping, EntryId entry, Cause cause, String why) {
        deferred(mapping, none(mapping), List.of(entry), cause, why);
    }

    /**
     * All edits in the outbox wait.
     *
     * @param run which run found out
     */
    public void allWait(LinkedMapping mapping, Run run, Cause cause, String why) {
        List<EntryId> untold;
        do {
            untold = outbox.untold(mapping.id(), cause.name(), AT_ONCE);
            deferred(mapping, run, untold, cause, why);
        } while (untold.size() == AT_ONCE);
    }

    /** Nothing that waits or is parked in the outbox is pushed any more: it is forgotten. */
    public void dropped(LinkedMapping mapping, String why) {
        write(mapping, none(mapping), outbox.entries(mapping.id()), Reason.FILTERED, why);
        outbox.clear(mapping.id());
    }

    private static Run none(LinkedMapping mapping) {
        return new Run(mapping.id(), NO_RUN);
    }

    private void deferred(
            LinkedMapping mapping, Run run, Collection<EntryId> entries, Cause cause, String why) {
        write(mapping, run, entries, Reason.DEFERRED, why);
        outbox.told(mapping.id(), entries, cause.name());
    }

    private void write(
            LinkedMapping mapping,
            Run run,
            Collection<EntryId> entries,
            Reason reason,
            String why) {
        log.write(
                entries.stream()
                        .map(entry ->
                                new TraceLine(
                                        clock.instant(),
                                        entry,
                                        mapping.connection(),
                                        mapping.id(),
                                        mapping.provider(),
                                        run.toString(),
                                        Step.PUSH,
                                        reason,
                                        why))
                        .toList());
    }
}
