package almanac.command.entry;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryCommand.BlankEntry;
import almanac.entry.EntryFact;
import almanac.entry.EntryState;
import almanac.entry.MailAddress;
import almanac.entry.OccurrenceKey;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.message.Personal;
import almanac.message.Rejected;
import java.util.ArrayList;
import java.util.List;

/** Taking the words of one person out, and saying those of nobody else again (docs/adr/0022). */
final class Blanking {

    private static final Change NOBODY_INVITED =
            new Change.Uninvited(new MailAddress(Personal.NO_ADDRESS));

    private Blanking() {}

    static List<EntryFact> entry(EntryState state, BlankEntry command) {
        var live = Scheduling.live(state, command.entry());
        if (live instanceof SingleEntry now && command.content() instanceof SingleEntry wanted) {
            return single(now, wanted);
        }
        if (live instanceof Series now && command.content() instanceof Series wanted) {
            return series(now, wanted);
        }
        throw isAnother();
    }

    private static List<EntryFact> single(SingleEntry now, SingleEntry wanted) {
        var changes = changes(now.details(), wanted.details());
        return changes.isEmpty()
                ? List.of()
                : List.of(new EntryFact.EntryUpdated(now.entry(), changes));
    }

    /** Part by part, since an edit of all would take from single occurrences what is their own. */
    private static List<EntryFact> series(Series now, Series wanted) {
        var facts = new ArrayList<EntryFact>();
        EntryState state = now;
        for (var segment : now.segments()) {
            var from = segment.from();
            var there = wanted.segmentAt(from).orElseThrow(Blanking::isAnother);
            var changes = changes(segment.details(), there.details());
            if (!changes.isEmpty()) {
                var fact = new EntryFact.SegmentUpdated(now.entry(), from, changes);
                facts.add(fact);
                state = state.evolve(fact);
            }
        }
        var parted = (Series) state;
        for (var override : now.overrides()) {
            var key = override.key();
            var changes = changes(details(parted, key), details(wanted, key));
            if (!changes.isEmpty()) {
                facts.add(new EntryFact.OccurrenceUpdated(now.entry(), key, changes));
            }
        }
        return facts;
    }

    private static Details details(Series series, OccurrenceKey key) {
        var own = series.overrideOf(key).orElseThrow(Blanking::isAnother);
        return series.segmentOf(key).details().withAll(own.changes());
    }

    /**
     * Whoever was invited in these words is invited no more. One that others invite, or describe
     * otherwise, is named in the same seal as the words; once it cannot be opened the invitation
     * would be that of nobody, so it is taken back at once.
     */
    private static List<Change> changes(Details now, Details wanted) {
        var changes = new ArrayList<>(now.changesTo(wanted.with(NOBODY_INVITED)));
        if (changes.stream().anyMatch(Change.Invited.class::isInstance)) {
            changes.add(NOBODY_INVITED);
        }
        return changes;
    }

    private static Rejected isAnother() {
        return Rejected.invalid("content", "the content is not this entry with other words");
    }
}
