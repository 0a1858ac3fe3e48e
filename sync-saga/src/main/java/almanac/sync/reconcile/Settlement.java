package almanac.sync.reconcile;

import almanac.connection.Disagreement;
import almanac.connection.Side;
import almanac.entry.Change;
import almanac.entry.ImportedEntry;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** What an object becomes when a person takes one side's values of a conflict. */
public final class Settlement {

    private final Snapshot now;
    private final Side side;
    private final Edits edits = new Edits();

    private Settlement(Snapshot now, Side side) {
        this.now = now;
        this.side = side;
    }

    /** An occurrence is meant that takes place no more. */
    public static final class NoOccurrence extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final LocalDateTime start;

        NoOccurrence(LocalDateTime start) {
            super("no occurrence at " + start, null, false, false);
            this.start = start;
        }

        /** Where it would begin, by the series. */
        public LocalDateTime start() {
            return start;
        }
    }

    /**
     * The object with that side's values, all else as it is now; empty where that side had deleted
     * it.
     *
     * @throws NoOccurrence where an occurrence is meant that takes place no more
     */
    public static Optional<ImportedEntry> take(
            ImportedEntry now, List<Disagreement> fields, Side side) {
        return new Settlement(Snapshot.of(now), side).take(fields);
    }

    /** Whether the object says all that this side said: then it is the one that is meant. */
    public static boolean says(ImportedEntry now, List<Disagreement> fields, Side side) {
        try {
            return take(now, fields, side).equals(Optional.of(Snapshot.of(now).content()));
        } catch (NoOccurrence elsewhere) {
            return false;
        }
    }

    /** Whether that side had deleted the whole object. */
    public static boolean deletes(List<Disagreement> fields, Side side) {
        return fields.stream()
                .filter(field -> field.field().equals(Disagreement.EXISTENCE))
                .filter(field -> field.occurrence().isEmpty())
                .anyMatch(field -> value(field, side).isEmpty());
    }

    private Optional<ImportedEntry> take(List<Disagreement> fields) {
        for (var field : fields) {
            var value = value(field, side);
            if (field.occurrence().isPresent()) {
                occurrence(field.occurrence().get(), field, value, fields);
            } else if (value.isPresent()) {
                master(value.get());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(now.with(edits.diff()).content());
    }

    private static Optional<Change> value(Disagreement field, Side side) {
        return switch (side) {
            case LOCAL -> field.local();
            case PROVIDER -> field.remote();
        };
    }

    private void master(Change value) {
        switch (value) {
            case Change.When(var to) -> edits.when(new Diff.Moved(to, now.frame()));
            case Change.Repeats(var first, var to, var numbering, var survivor) -> {
                edits.repeats(to);
                if (!Zones.same(now.span(), first)) {
                    var then =
                            new Snapshot(
                                    now.uid(),
                                    now.details(),
                                    first,
                                    to,
                                    now.frame(),
                                    now.occurrences());
                    edits.when(new Diff.Moved(first, Alignment.later(now, then).frame()));
                }
            }
            default -> edits.detail(value);
        }
    }

    private void occurrence(
            LocalDateTime start,
            Disagreement field,
            Optional<Change> value,
            List<Disagreement> all) {
        var key = now.key(start);
        if (!now.says(start) && !now.occurrences().containsKey(key)
                || now.own(key).excluded() && !saysWhetherItTakesPlace(start, all)) {
            throw new NoOccurrence(start);
        }
        if (!field.field().equals(Disagreement.EXISTENCE)) {
            var named = value.or(field::local).or(field::remote).or(field::base);
            named.ifPresent(change -> edits.own(key, Field.of(change), value));
        } else if (value.isEmpty()) {
            edits.excluded(key, true);
        } else {
            edits.excluded(key, false);
            edits.own(key, Field.WHEN, value.filter(when -> differs(start, when)));
        }
    }

    private static boolean saysWhetherItTakesPlace(LocalDateTime start, List<Disagreement> all) {
        return all.stream()
                .filter(each -> each.field().equals(Disagreement.EXISTENCE))
                .anyMatch(each -> each.occurrence().equals(Optional.of(start)));
    }

    private boolean differs(LocalDateTime start, Change when) {
        return !when.equals(new Change.When(now.segment().at(start)));
    }
}
