package almanac.query.entry;

import almanac.entry.Change;
import almanac.entry.EntryState;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.recurrence.Frequency;
import almanac.recurrence.Rule;
import almanac.time.Span;
import almanac.time.Window;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Cells for what comes round once a year, such as a birthday: a quarter of a month, or a month for
 * "the fourth Thursday of November". A month's answer then costs a month's birthdays, however many
 * there are in the year.
 */
final class YearlyCells {

    private static final int QUARTERS = 100;
    private static final int MONTHS = 200;
    private static final int DAYS_IN_CELL = 8;
    private static final int QUARTERS_IN_MONTH = 4;
    private static final Duration LONGEST = Duration.ofDays(3);

    /** How far before the window an occurrence can start: its length and the spread of zones. */
    private static final int DAYS_BEFORE = 4;

    private static final int DAYS_AFTER = 1;

    private YearlyCells() {}

    /** The cell of a plain yearly series of short occurrences; empty for everything else. */
    static Optional<Integer> of(EntryState.Live entry) {
        return switch (entry) {
            case SingleEntry single -> Optional.empty();
            case Series series when !staysInPlace(series) -> Optional.empty();
            case Series series -> of(series.segments().getFirst());
        };
    }

    /** One stretch, and no occurrence moved away from where the rule puts it. */
    private static boolean staysInPlace(Series series) {
        return series.segments().size() == 1
                && series.overrides().values().stream()
                        .flatMap(List::stream)
                        .noneMatch(YearlyCells::moves);
    }

    private static boolean moves(Change change) {
        return change instanceof Change.When
                || change instanceof Change.Reshaped
                || change instanceof Change.Repeats;
    }

    private static Optional<Integer> of(Series.Segment segment) {
        if (!segment.additions().isEmpty()
                || segment.shiftSeconds() != 0
                || lengthOf(segment.first()).compareTo(LONGEST) > 0) {
            return Optional.empty();
        }
        return segment.rule().flatMap(rule -> of(rule, segment.first().startDate()));
    }

    private static Optional<Integer> of(Rule rule, LocalDate first) {
        if (rule.frequency() != Frequency.YEARLY
                || !rule.byWeekNo().isEmpty()
                || !rule.byYearDay().isEmpty()) {
            return Optional.empty();
        }
        var sameMonth = rule.byMonth().equals(List.of(first.getMonthValue()));
        var anyDay = rule.byDay().isEmpty() && rule.byMonthDay().isEmpty();
        if (anyDay && (rule.byMonth().isEmpty() || sameMonth)) {
            return Optional.of(quarterOf(first));
        }
        return sameMonth ? Optional.of(monthOf(first)) : Optional.empty();
    }

    private static Duration lengthOf(Span span) {
        return Duration.between(span.startsAt(ZoneOffset.MAX), span.endsAt(ZoneOffset.MIN));
    }

    /** The cells of all days on which an occurrence that touches the window can start. */
    static Set<Integer> touching(Window window) {
        var cells = new TreeSet<Integer>();
        var day = dayOf(Cells.millis(window.from())).minusDays(DAYS_BEFORE);
        var last = dayOf(Cells.millis(window.to())).plusDays(DAYS_AFTER);
        if (last.isAfter(day.plusYears(1))) {
            last = day.plusYears(1);
        }
        for (; !day.isAfter(last); day = day.plusDays(1)) {
            cells.add(quarterOf(day));
            cells.add(monthOf(day));
        }
        return cells;
    }

    private static LocalDate dayOf(long millis) {
        return LocalDate.ofEpochDay(Math.floorDiv(millis, Duration.ofDays(1).toMillis()));
    }

    private static int quarterOf(LocalDate day) {
        return QUARTERS
                + (day.getMonthValue() - 1) * QUARTERS_IN_MONTH
                + (day.getDayOfMonth() - 1) / DAYS_IN_CELL;
    }

    private static int monthOf(LocalDate day) {
        return MONTHS + day.getMonthValue();
    }
}
