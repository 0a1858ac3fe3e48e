package almanac.sync.exchange;

import almanac.calendar.CalendarId;
import almanac.connection.ConflictCommand;
import almanac.entry.EntryCommand;
import almanac.entry.EntryId;
import almanac.entry.ImportedEntry;
import almanac.entry.OccurrenceKey;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.sync.link.Link;
import almanac.sync.local.Held;
import almanac.sync.local.Reads;
import almanac.sync.local.SyncIds;
import almanac.sync.local.Writes;
import almanac.sync.provider.RemoteObject;
import almanac.sync.reconcile.Dispute;
import java.util.List;
import java.util.OptionalLong;

/** Reads and changes our side in the name of a run. */
public final class OurSide {

    private final Reads reads;
    private final Writes writes;
    private final SyncIds ids;

    public OurSide(Reads reads, Writes writes, SyncIds ids) {
        this.reads = reads;
        this.writes = writes;
        this.ids = ids;
    }

    public Held entry(EntryId entry) {
        return reads.entry(entry);
    }

    /** The entry that an object of this name is, where nothing else tells. */
    public EntryId entryOf(MappingRun run, RemoteObject object) {
        var name = "object:" + run.mapping().id().value() + "/" + object.id();
        return ids.entries(run.mapping().calendar(), List.of(name)).values().iterator().next();
    }

    /** What became of a change. */
    public enum Result {
        DONE,
        /** Somebody was faster: look again. */
        STALE
    }

    /**
     * Makes a part say this, as long as the entry is still as it was held.
     *
     * @throws Rejected where our side cannot hold it, or the user may not write there
     * @throws NotReadableYet where the entry is too new to be written to
     */
    public Result merge(
            MappingRun run, EntryId entry, OccurrenceKey part, ImportedEntry content, Held held) {
        return sent(
                run,
                held,
                new EntryCommand.MergeEntry(
                        entry,
                        run.mapping().calendar(),
                        run.mapping().user(),
                        part,
                        content,
                        OptionalLong.of(held.revision())));
    }

    /**
     * Makes an entry of content that nothing here knows; false where the entry has a past, or the
     * content is refused.
     */
    public boolean welcome(MappingRun run, EntryId entry, ImportedEntry content) {
        try {
            writes.<Object>send(
                    run.actor(),
                    run.run(),
                    new EntryCommand.WelcomeEntry(
                            entry, run.mapping().calendar(), run.mapping().user(), content));
            return true;
        } catch (Rejected refused) {
            return false;
        }
    }

    /** Deletes a part; one that is not there any more counts as deleted. */
    public Result deletePart(MappingRun run, EntryId entry, OccurrenceKey part, Held held) {
        return sent(
                run,
                held,
                new EntryCommand.DeletePart(entry, part, OptionalLong.of(held.revision())));
    }

    /** Moves a whole entry. */
    public void move(MappingRun run, EntryId entry, CalendarId to, Held held) {
        sent(run, held, new EntryCommand.MoveEntry(entry, to));
    }

    private Result sent(MappingRun run, Held held, EntryCommand command) {
        try {
            writes.<Object>send(run.actor(), run.run(), command);
            return Result.DONE;
        } catch (Rejected refused) {
            return switch (refused.rejection()) {
                case Rejection.StaleRevision stale -> Result.STALE;
                case Rejection.NotFound missing when held.live().isPresent() ->
                        throw new NotReadableYet();
                default -> throw refused;
            };
        }
    }

    /**
     * Records what both sides changed apart; the same again records nothing.
     *
     * @param version of the object when both last agreed
     */
    public void disputes(MappingRun run, Link.Key key, String version, List<Dispute> disputes) {
        var mapping = run.mapping();
        for (var dispute : disputes) {
            writes.<Object>send(
                    run.actor(),
                    run.run(),
                    new ConflictCommand.RecordConflict(
                            ids.conflict(key + "|" + version + "|" + dispute),
                            mapping.user(),
                            mapping.connection(),
                            mapping.id(),
                            key.entry(),
                            dispute.fields(),
                            dispute.standing()));
        }
    }

    /** The read model that says who may write has not seen the entry yet; a moment later it has. */
    public static final class NotReadableYet extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotReadableYet() {
            super("an entry is too new to be written to", null, false, false);
        }
    }
}
