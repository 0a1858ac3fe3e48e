package almanac.sync.reconcile;

import almanac.connection.Disagreement;
import almanac.connection.Side;
import almanac.entry.ImportedEntry;
import java.util.ArrayList;
import java.util.Optional;

/**
 * An object whose time or recurrence our side cannot take: all else of it is taken, ours stands
 * where it is, and that is told.
 */
public final class Untimed {

    private final Sides sides;
    private final Views views;

    private Untimed(Sides sides) {
        this.sides = sides;
        this.views = Views.linked(sides);
    }

    /** Empty where the provider's side changed neither, or one side has nothing. */
    public static Optional<Untimed> of(Sides sides) {
        return Optional.of(sides)
                .filter(Sides::linked)
                .filter(each -> each.local().isPresent() && each.remote().isPresent())
                .map(Untimed::new)
                .filter(each -> each.views.remoteMoved() || each.views.remoteRuled());
    }

    /** The same, had the provider's side changed neither. */
    public Sides sides() {
        var before = views.baseRemote();
        var now = views.remote();
        var remote =
                new Snapshot(
                        now.uid(),
                        now.details(),
                        before.span(),
                        before.recurrence(),
                        before.frame(),
                        now.occurrences());
        return new Sides(
                sides.baseLocal(),
                sides.local(),
                sides.baseRemote(),
                Optional.of(remote.content()));
    }

    /** What was not taken. */
    public Dispute dispute() {
        var fields = new ArrayList<Disagreement>();
        if (views.remoteMoved()) {
            fields.add(views.timing(Field.WHEN));
        }
        if (views.remoteRuled()) {
            fields.add(views.timing(Field.REPEATS));
        }
        return new Dispute(Side.LOCAL, fields);
    }

    /** Ours, had only the provider edited it: what ours stands by is still to be pushed. */
    public ImportedEntry beforeOurs() {
        return views.beforeOurs().content();
    }
}
