package almanac.app.sync;

import almanac.entry.ImportedEntry;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Segment;
import almanac.recurrence.Rule;
import almanac.time.Span;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A series that a provider's program divides in two: this and following.
 *
 * @param at the first start of the second half
 * @param before how many starts of the rule are in the first
 */
record Halves(ImportedEntry whole, LocalDateTime at, int before) {

    /** Empty where nothing repeats by a rule, or too seldom. */
    static Optional<Halves> of(ImportedEntry whole, SplittableRandom random) {
        return rule(whole)
                .flatMap(rule -> laterStart(whole, random))
                .map(at -> new Halves(whole, at, (int) startsBefore(whole, at)));
    }

    /** What is left of the object as it is now. */
    ImportedEntry first(ImportedEntry now) {
        return ruled(now, false, rule(whole).orElseThrow().withCount(before), now.span());
    }

    /** The rest, as an object of its own. */
    ImportedEntry second() {
        var rule = rule(whole).orElseThrow();
        var rest = rule.count().isPresent() ? rule.count().getAsInt() - before : 0;
        return ruled(whole, true, rest > 0 ? rule.withCount(rest) : rule, segment(whole).at(at));
    }

    private static Optional<Rule> rule(ImportedEntry content) {
        return content.recurrence().flatMap(Recurrence::rule);
    }

    private static Segment segment(ImportedEntry content) {
        return new Segment(
                OccurrenceKey.FIRST,
                content.details(),
                content.span(),
                rule(content),
                List.of(),
                0);
    }

    private static Optional<LocalDateTime> laterStart(ImportedEntry old, SplittableRandom random) {
        var starts = segment(old).starts().startsFrom(old.span().localStart());
        for (var skipped = random.nextInt(1, 4); skipped > 0 && starts.hasNext(); skipped--) {
            starts.next();
        }
        return starts.hasNext() ? Optional.of(starts.next()) : Optional.empty();
    }

    private static long startsBefore(ImportedEntry old, LocalDateTime at) {
        var starts = segment(old).starts().startsFrom(old.span().localStart());
        var count = 0L;
        while (starts.hasNext() && starts.next().isBefore(at)) {
            count++;
        }
        return count;
    }

    /** Whatever is said of single days, and dates beside the rule, stays in its half. */
    private ImportedEntry ruled(ImportedEntry old, boolean later, Rule rule, Span first) {
        return new ImportedEntry(
                old.uid(),
                old.details(),
                first,
                Optional.of(new Recurrence(Optional.of(rule), half(additions(old), later))),
                half(old.exclusions(), later),
                old.overrides().stream()
                        .filter(each -> isWithin(each.originalStart(), later))
                        .toList());
    }

    private static List<LocalDateTime> additions(ImportedEntry content) {
        return content.recurrence().map(Recurrence::additions).orElse(List.of());
    }

    private List<LocalDateTime> half(List<LocalDateTime> starts, boolean later) {
        return starts.stream().filter(each -> isWithin(each, later)).toList();
    }

    private boolean isWithin(LocalDateTime start, boolean later) {
        return start.isBefore(at) != later;
    }
}
