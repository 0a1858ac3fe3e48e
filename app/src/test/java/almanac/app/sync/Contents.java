package almanac.app.sync;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Recurrence;
import almanac.recurrence.Rule;
import almanac.time.End;
import almanac.time.Span;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Contents of entries and objects, and edits of them. */
final class Contents {

    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    static final LocalDateTime START = LocalDateTime.of(2026, 12, 7, 10, 0);

    private Contents() {}

    static ImportedEntry single(String uid, String title) {
        return ImportedEntry.single(uid, Details.titled(title), at(START));
    }

    static ImportedEntry daily(String uid, String title, int count) {
        return new ImportedEntry(
                uid,
                Details.titled(title),
                at(START),
                Optional.of(Recurrence.of(Rule.parse("FREQ=DAILY;COUNT=" + count))),
                List.of(),
                List.of());
    }

    static Span at(LocalDateTime start) {
        return new Span.Timed(start, PARIS, new End.At(start.plusHours(1)));
    }

    static UnaryOperator<ImportedEntry> with(Change change) {
        return old ->
                new ImportedEntry(
                        old.uid(),
                        old.details().with(change),
                        change instanceof Change.When(var to) ? to : old.span(),
                        old.recurrence(),
                        old.exclusions(),
                        old.overrides());
    }

    static UnaryOperator<ImportedEntry> without(LocalDateTime start) {
        return old -> old.withExceptions(append(old.exclusions(), start), old.overrides());
    }

    static UnaryOperator<ImportedEntry> override(LocalDateTime start, String title) {
        return old ->
                old.withExceptions(
                        old.exclusions(),
                        append(
                                old.overrides(),
                                new ImportedOverride(
                                        start,
                                        old.details().with(new Change.Title(title)),
                                        at(start))));
    }

    private static <T> List<T> append(List<T> list, T last) {
        var all = new java.util.ArrayList<>(list);
        all.add(last);
        return all;
    }
}
