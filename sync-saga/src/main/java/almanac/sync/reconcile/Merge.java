package almanac.sync.reconcile;

import almanac.connection.Disagreement;
import almanac.connection.Side;
import almanac.entry.Change;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Merges what both sides did to one object that both still have. */
final class Merge {

    private final Views views;
    private final Terms terms;
    private final Merged.Draft draft;

    private Merge(Views views, Terms terms) {
        this.views = views;
        this.terms = terms;
        this.draft = new Merged.Draft(terms);
    }

    static Merged of(Views views, Terms terms) {
        return new Merge(views, terms).merge();
    }

    private Merged merge() {
        details();
        new TimingMerge(views, terms, draft).merge();
        new OccurrenceMerge(views, terms, draft).merge();
        return draft.merged();
    }

    private void details() {
        var ours = views.localDiff().details();
        var theirs = taken(views.remoteDiff().details());
        var fields = new TreeSet<>(ours.keySet());
        fields.addAll(theirs.keySet());
        for (var field : fields) {
            var local = Optional.ofNullable(ours.get(field));
            var remote = Optional.ofNullable(theirs.get(field));
            if (local.isPresent() && remote.isPresent()) {
                both(field, local.get(), remote.get());
            } else {
                local.ifPresent(change -> draft.from(Side.LOCAL, field).detail(change));
                remote.ifPresent(change -> draft.from(Side.PROVIDER, field).detail(change));
            }
        }
    }

    private SortedMap<Field, Change> taken(SortedMap<Field, Change> changes) {
        var taken = new TreeMap<>(changes);
        taken.keySet().removeIf(field -> !terms.takes(field));
        return taken;
    }

    private void both(Field field, Change local, Change remote) {
        if (local.equals(remote)) {
            return;
        }
        var winner = terms.winner();
        draft.from(winner, field).detail(winner == Side.LOCAL ? local : remote);
        draft.disputes.add(
                winner,
                new Disagreement(
                        Optional.empty(),
                        field.name(),
                        base(field),
                        Optional.of(local),
                        Optional.of(remote)));
    }

    private Optional<Change> base(Field field) {
        return views.agreed()
                .flatMap(base ->
                        views.local().details().changesTo(base.details()).stream()
                                .filter(change -> Field.of(change).equals(field))
                                .findFirst());
    }
}
