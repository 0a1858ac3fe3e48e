package almanac.app.sync;

import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Segment;
import almanac.recurrence.Budget;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Contents as they are compared: without UIDs, which each side may give its own, in order, and
 * without exceptions that say nothing: on a day of the rule with all that the series says, or
 * excluding a day that has no occurrence anyway. A series of one date is a single entry.
 */
final class Sameness {

    private Sameness() {}

    static List<String> of(Collection<ImportedEntry> contents) {
        return contents.stream().map(each -> normal(each).toString()).sorted().toList();
    }

    private static ImportedEntry normal(ImportedEntry content) {
        return new ImportedEntry(
                "",
                content.details(),
                content.span(),
                content.recurrence().filter(each -> !once(content)),
                content.exclusions().stream()
                        .filter(start -> says(content, start))
                        .sorted()
                        .distinct()
                        .toList(),
                content.overrides().stream()
                        .filter(own -> differs(content, own))
                        .sorted(Comparator.comparing(ImportedOverride::originalStart))
                        .toList());
    }

    /** A part of a series that takes place once is a series of one date here. */
    private static boolean once(ImportedEntry content) {
        return content.recurrence()
                .equals(
                        Optional.of(
                                new Recurrence(
                                        Optional.empty(), List.of(content.span().localStart()))));
    }

    /** Whether the series has a date that is not excluded. */
    static boolean takesPlace(ImportedEntry content) {
        var starts = segment(content).starts().startsFrom(content.span().localStart());
        for (var seen = 0; starts.hasNext() && seen <= content.exclusions().size(); seen++) {
            if (!content.exclusions().contains(starts.next())) {
                return true;
            }
        }
        return false;
    }

    private static boolean differs(ImportedEntry content, ImportedOverride own) {
        return !own.details().equals(content.details())
                || !own.span().equals(segment(content).at(own.originalStart()))
                || !says(content, own.originalStart());
    }

    private static boolean says(ImportedEntry content, LocalDateTime start) {
        return content.recurrence().isPresent()
                && segment(content)
                        .starts()
                        .startsBetween(start, start.plusSeconds(1), Budget.usual())
                        .hasNext();
    }

    private static Segment segment(ImportedEntry content) {
        return new Segment(
                OccurrenceKey.FIRST,
                content.details(),
                content.span(),
                content.recurrence().flatMap(Recurrence::rule),
                content.recurrence().map(Recurrence::additions).orElse(List.of()),
                0);
    }
}
