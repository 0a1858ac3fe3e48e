package almanac.sync.reconcile;

import almanac.connection.Disagreement;
import almanac.connection.Side;
import almanac.entry.Change;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one side edited of something that the other deleted: told beside its existence. */
final class Beside {

    private final Side editor;

    Beside(Side editor) {
        this.editor = editor;
    }

    /** Of a whole object, from what it was to what it is. */
    List<Disagreement> object(Snapshot before, Snapshot now, Diff edit) {
        var all = new ArrayList<Disagreement>();
        var back = now.details().changesTo(before.details());
        edit.details()
                .forEach((field, change) ->
                        all.add(
                                edited(
                                        Optional.empty(),
                                        field,
                                        back.stream()
                                                .filter(old -> Field.of(old).equals(field))
                                                .findFirst(),
                                        change)));
        edit.repeats()
                .ifPresent(to ->
                        all.add(
                                edited(
                                        Optional.empty(),
                                        Field.REPEATS,
                                        Optional.of(rule(before)),
                                        rule(now))));
        edit.occurrences()
                .forEach((key, own) -> all.addAll(edited(now.startOf(key), before.own(key), own)));
        return all;
    }

    /** Of one occurrence that the other side deleted; its time belongs to its existence. */
    List<Disagreement> occurrence(LocalDateTime start, Own before, Diff.OfOccurrence edit) {
        return edited(start, before, edit).stream()
                .filter(each -> !each.field().equals(Field.WHEN.name()))
                .toList();
    }

    private List<Disagreement> edited(LocalDateTime start, Own before, Diff.OfOccurrence edit) {
        var all = new ArrayList<Disagreement>();
        edit.fields()
                .forEach((field, value) ->
                        value.ifPresent(to ->
                                all.add(
                                        edited(
                                                Optional.of(start),
                                                field,
                                                before.field(field),
                                                to))));
        return all;
    }

    private static Change rule(Snapshot snapshot) {
        return new Change.Repeats(snapshot.span(), snapshot.recurrence(), Optional.empty());
    }

    private Disagreement edited(
            Optional<LocalDateTime> occurrence, Field field, Optional<Change> base, Change to) {
        var ours = editor == Side.LOCAL;
        return new Disagreement(
                occurrence,
                field.name(),
                base,
                ours ? Optional.of(to) : Optional.empty(),
                ours ? Optional.empty() : Optional.of(to));
    }
}
