package almanac.sync.exchange;

import almanac.connection.TraceLine.Reason;
import almanac.connection.TraceLine.Step;
import almanac.entry.ImportedEntry;
import almanac.entry.OccurrenceKey;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.sync.link.Link;
import almanac.sync.link.Links;
import almanac.sync.provider.RemoteObject;
import almanac.sync.reconcile.Bases;

/**
 * Gives an object an entry of its own, where the entry that it was a later part of has no place for
 * it any more: that was deleted, or has become one series again, while somebody edited the object.
 */
final class Homing {

    private static final int ATTEMPTS = 6;

    private final OurSide ourSide;
    private final Links links;

    Homing(OurSide ourSide, Links links) {
        this.ourSide = ourSide;
        this.links = links;
    }

    /** Whether a refusal says that there is no place for the part. */
    static boolean homeless(Link.Key key, Rejected refused) {
        return !key.part().equals(OccurrenceKey.FIRST)
                && (refused.rejection() instanceof Rejection.NotFound
                        || refused.rejection() instanceof Rejection.NoSuchOccurrence);
    }

    /** The link goes along in one write, so that a crash leaves the object tied to one entry. */
    void home(MappingRun run, Link.Key old, RemoteObject object, ImportedEntry content) {
        var entry = ourSide.entryOf(run, object);
        var key = new Link.Key(old.mapping(), entry, OccurrenceKey.FIRST);
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var held = ourSide.entry(entry);
            if (ourSide.merge(run, entry, OccurrenceKey.FIRST, content, held)
                    == OurSide.Result.DONE) {
                var now = ourSide.entry(entry).part(OccurrenceKey.FIRST).orElse(content);
                links.replace(old, Link.found(key, new Bases(now, object.content()), object));
                run.trace()
                        .line(
                                entry,
                                Step.DECISION,
                                Reason.CREATED,
                                "was a part of " + old.entry() + ", which has none such any more");
                return;
            }
        }
        throw new IllegalStateException("someone keeps changing " + entry);
    }
}
