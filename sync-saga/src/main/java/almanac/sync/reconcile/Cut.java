package almanac.sync.reconcile;

import almanac.connection.Disagreement;
import almanac.connection.Side;
import almanac.entry.Change;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.recurrence.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of a provider's series that reaches into another part of ours: a part begins behind
 * the one before and ends where the next one begins, so the provider's has to begin and end there
 * too.
 */
public final class Cut {

    private Cut() {}

    /**
     * What our side could not take, as a disagreement in which ours stands; empty where it took
     * all.
     *
     * @param said the provider's series
     * @param kept what our side made of it
     */
    public static Optional<Dispute> of(ImportedEntry said, ImportedEntry kept) {
        return beginsBefore(said, kept) || reachesBeyond(said, kept)
                ? Optional.of(new Dispute(Side.LOCAL, disagreements(said, kept)))
                : Optional.empty();
    }

    private static boolean beginsBefore(ImportedEntry said, ImportedEntry kept) {
        var start = said.span().localStart();
        var first = kept.span().localStart();
        return said.recurrence().isPresent()
                && start.isBefore(first)
                && Snapshot.of(said)
                        .segment()
                        .starts()
                        .startsBetween(start, first, Budget.usual())
                        .hasNext();
    }

    private static boolean reachesBeyond(ImportedEntry said, ImportedEntry kept) {
        if (said.recurrence().equals(kept.recurrence())) {
            return false;
        }
        var last = Snapshot.of(kept).segment().starts();
        return last.isFinite()
                && last.last()
                        .filter(end ->
                                Snapshot.of(said)
                                        .segment()
                                        .starts()
                                        .startsFrom(end.plusSeconds(1))
                                        .hasNext())
                        .isPresent();
    }

    /** Ours, so told that the cut is an edit of ours that the provider has not seen yet. */
    public static ImportedEntry beforehand(ImportedEntry said, ImportedEntry kept) {
        return new ImportedEntry(
                kept.uid(),
                kept.details(),
                beginsBefore(said, kept) ? said.span() : kept.span(),
                said.recurrence(),
                kept.exclusions(),
                Stream.concat(kept.overrides().stream(), notKept(said, kept)).toList());
    }

    private static Stream<ImportedOverride> notKept(ImportedEntry said, ImportedEntry kept) {
        var starts = kept.overrides().stream().map(ImportedOverride::originalStart).toList();
        return said.overrides().stream().filter(own -> !starts.contains(own.originalStart()));
    }

    private static List<Disagreement> disagreements(ImportedEntry said, ImportedEntry kept) {
        var all = new ArrayList<Disagreement>();
        all.add(
                new Disagreement(
                        Optional.empty(),
                        Field.REPEATS.name(),
                        Optional.empty(),
                        Optional.of(repeats(kept)),
                        Optional.of(repeats(said))));
        notKept(said, kept).flatMap(own -> lost(said, own)).forEach(all::add);
        return all;
    }

    private static Stream<Disagreement> lost(ImportedEntry said, ImportedOverride own) {
        return Stream.concat(
                        said.details().changesTo(own.details()).stream(),
                        Stream.of(new Change.When(own.span())))
                .map(change ->
                        new Disagreement(
                                Optional.of(own.originalStart()),
                                Field.of(change).name(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(change)));
    }

    private static Change repeats(ImportedEntry content) {
        return new Change.Repeats(content.span(), content.recurrence(), Optional.empty());
    }
}
