package almanac.sync.reconcile;

import almanac.connection.Disagreement;
import almanac.connection.TraceLine.Reason;
import almanac.entry.ImportedEntry;
import java.util.List;
import java.util.Optional;

/**
 * What has to be done so that both sides agree. First the local side is written, then the provider:
 * where the second write fails, {@link #basesBeforePush} keeps it due.
 *
 * @param local what the local side becomes
 * @param remote what the provider's side becomes
 * @param disputes what both changed; to be recorded before anything is written
 * @param link whether the two belong together afterwards
 * @param reason why, or why nothing
 * @param held why edits of ours stay here, in words; empty where none does
 */
public record Plan(
        Target local,
        Target remote,
        List<Dispute> disputes,
        Link link,
        Reason reason,
        Optional<String> held,
        Remembering remembering) {

    /** Of which nothing of ours is held back. */
    Plan(
            Target local,
            Target remote,
            List<Dispute> disputes,
            Link link,
            Reason reason,
            Remembering remembering) {
        this(local, remote, disputes, link, reason, Optional.empty(), remembering);
    }

    /** What a side becomes. */
    public sealed interface Target {}

    /** It stays what it is. */
    public record Stays() implements Target {}

    public record Becomes(ImportedEntry content) implements Target {}

    public record Goes() implements Target {}

    /** What becomes of the link. */
    public enum Link {
        /** It stands. */
        LINKED,
        /** Nothing is left to link. */
        ENDED,
        /** Ours stays and is mirrored no more, as nothing of it may be created at the provider. */
        DETACHED
    }

    /** How the bases follow from what was written. */
    interface Remembering {
        Bases bases(ImportedEntry localNow, ImportedEntry remoteNow, boolean pushed);
    }

    /** All disagreements, whoever stands. */
    public List<Disagreement> disagreements() {
        return disputes.stream().flatMap(dispute -> dispute.fields().stream()).toList();
    }

    /** Whether nothing is to be written on any side. */
    public boolean idle() {
        return local instanceof Stays && remote instanceof Stays;
    }

    /** Why nothing goes to the provider, in words. */
    public String whyNothing() {
        return held.orElse("nothing to push");
    }

    /**
     * What to remember after both writes; edits that may not be pushed stay edits.
     *
     * @param localNow ours, read after the write; what was deleted here is as it was in the base
     * @param remoteNow as the provider returned it
     */
    public Bases bases(ImportedEntry localNow, ImportedEntry remoteNow) {
        return remembering.bases(localNow, remoteNow, true);
    }

    /**
     * What to remember when only the local write was done: the provider's edits are taken, ours are
     * still to be pushed.
     *
     * @param remoteSeen the provider's state that this plan was made for
     */
    public Bases basesBeforePush(ImportedEntry localNow, ImportedEntry remoteSeen) {
        return remembering.bases(localNow, remoteSeen, false);
    }

    /** What a linked side was and is, where one of them may be empty. */
    static Remembering unchanged(Optional<Bases> bases) {
        return (localNow, remoteNow, pushed) -> bases.orElse(new Bases(localNow, remoteNow));
    }
}
