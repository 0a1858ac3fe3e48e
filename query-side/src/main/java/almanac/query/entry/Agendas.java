package almanac.query.entry;

import almanac.calendar.CalendarId;
import almanac.entry.EntryState;
import almanac.entry.Occurrence;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.recurrence.BudgetExceeded;
import almanac.time.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What happens in a window. An answer holds at most a given number of occurrences; a wider window
 * is refused with the last day that one may ask for instead.
 */
final class Agendas {

    /** One occurrence with the entry that it belongs to. */
    record Happening(LiveEntry entry, Occurrence occurrence) {}

    /** Where the entries come from. */
    interface Source {
        /** As {@link Entries#touching}. */
        void touching(List<CalendarId> calendars, Window window, Predicate<LiveEntry> taker);
    }

    private final Source entries;
    private final int most;

    Agendas(Source entries, int most) {
        this.entries = entries;
        this.most = most;
    }

    /**
     * What is asked for.
     *
     * @param ending where the occurrences of series that end are
     * @param endless where those of series without an end are
     */
    private record Bounds(Window window, Window ending, Window endless) {

        /** Empty where nothing of the series is asked for. */
        Optional<Window> of(Series series) {
            return both(window, isEnding(series) ? ending : endless);
        }

        private boolean isEnding(Series series) {
            return !ending.equals(endless) && series.extent().to().isBefore(Window.END_OF_TIME);
        }

        Bounds until(Instant end) {
            return new Bounds(new Window(window.from(), end, window.zone()), ending, endless);
        }
    }

    /**
     * Everything on these calendars that touches the window, by start, then by number; of series
     * without an end only what touches the narrower one too, and of all series where there would be
     * too much otherwise.
     *
     * @throws Rejected with TooMuch
     */
    List<Happening> within(List<CalendarId> calendars, Window window, Window repeating) {
        var narrow = new Bounds(window, repeating, repeating);
        return window.equals(repeating)
                ? within(calendars, narrow)
                : whole(calendars, new Bounds(window, window, repeating))
                        .orElseGet(() -> within(calendars, narrow));
    }

    /** Empty where that is too much. */
    private Optional<List<Happening>> whole(List<CalendarId> calendars, Bounds bounds) {
        try {
            return Optional.of(sample(calendars, bounds))
                    .filter(found -> found.size() <= most)
                    .map(found -> sorted(found, bounds.window()));
        } catch (Rejected tooFine) {
            return Optional.empty();
        }
    }

    private List<Happening> within(List<CalendarId> calendars, Bounds bounds) {
        var found = sample(calendars, bounds);
        if (found.size() > most) {
            throw tooMuch(calendars, bounds, found);
        }
        return sorted(found, bounds.window());
    }

    private static List<Happening> sorted(List<Happening> found, Window window) {
        found.sort(
                Comparator.comparing((Happening each) -> startOf(each, window))
                        .thenComparingLong(each -> each.occurrence().number().value()));
        return found;
    }

    /** All happenings, or more than allowed when there are more. */
    private List<Happening> sample(List<CalendarId> calendars, Bounds bounds) {
        var found = new ArrayList<Happening>();
        if (!calendars.isEmpty()) {
            entries.touching(calendars, bounds.window(), entry -> add(entry, bounds, found));
        }
        return found;
    }

    private boolean add(LiveEntry entry, Bounds bounds, List<Happening> found) {
        try {
            for (var occurrence : occurrences(entry, bounds, most - found.size())) {
                found.add(new Happening(entry, occurrence));
            }
        } catch (BudgetExceeded exceeded) {
            throw new Rejected(
                    new Rejection.TooMuch(
                            "endDate",
                            named(entry)
                                    + " repeats too finely for this window; ask for a shorter"
                                    + " one"));
        }
        return found.size() <= most;
    }

    private static List<Occurrence> occurrences(LiveEntry entry, Bounds bounds, int limit) {
        return switch (entry.state()) {
            case SingleEntry single -> single.within(bounds.window(), limit);
            case Series series ->
                    bounds.of(series).map(window -> series.within(window, limit)).orElse(List.of());
        };
    }

    /** What lies in both windows. */
    private static Optional<Window> both(Window window, Window repeating) {
        var from = later(window.from(), repeating.from());
        var to = repeating.to().isBefore(window.to()) ? repeating.to() : window.to();
        return from.isBefore(to)
                ? Optional.of(new Window(from, to, window.zone()))
                : Optional.empty();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Rejected tooMuch(List<CalendarId> calendars, Bounds bounds, List<Happening> found) {
        var narrowed = narrowed(calendars, bounds, found);
        var advice =
                narrowed.lastDay()
                        .map(day -> "a window until " + day + " fits")
                        .orElse(
                                calendars.size() == 1
                                        ? "even one day holds more"
                                        : "even one day holds more; ask for one calendar at a"
                                                + " time");
        var series = mostFrequent(narrowed.tooMany()).map(it -> ", most of all " + named(it));
        return new Rejected(
                new Rejection.TooMuch(
                        "endDate",
                        "the answer would hold more than "
                                + most
                                + " events"
                                + series.orElse("")
                                + "; "
                                + advice));
    }

    /** The series that takes most of it, where one takes place more than once. */
    private static Optional<LiveEntry> mostFrequent(List<Happening> found) {
        return found.stream()
                .collect(Collectors.groupingBy(each -> each.entry().state().entry()))
                .values()
                .stream()
                .filter(same -> same.size() > 1)
                .max(Comparator.comparingInt(List::size))
                .map(same -> same.getFirst().entry());
    }

    /** As whoever may read it finds it. */
    private static String named(LiveEntry entry) {
        var state = entry.state();
        return "event " + state.entry().value() + " \"" + title(state) + "\"";
    }

    private static String title(EntryState.Live state) {
        return switch (state) {
            case SingleEntry single -> single.details().title();
            case Series series -> series.master().details().title();
        };
    }

    /**
     * How far a window that holds too much has to be narrowed.
     *
     * @param lastDay of the widest one found that fits; empty where even one day holds too much
     * @param tooMany what the narrowest one found that does not fit holds
     */
    private record Narrowed(Optional<LocalDate> lastDay, List<Happening> tooMany) {}

    /** Halves the window by what is known to be in it, until it fits. */
    private Narrowed narrowed(List<CalendarId> calendars, Bounds bounds, List<Happening> tooMany) {
        var window = bounds.window();
        var found = tooMany;
        var end = window.to();
        while (true) {
            var days = dayInTheMiddle(window, end, found);
            if (days.isEmpty()) {
                return new Narrowed(Optional.empty(), found);
            }
            end = days.get().atStartOfDay(window.zone()).toInstant();
            var fewer = sample(calendars, bounds.until(end));
            if (fewer.size() <= most) {
                return new Narrowed(Optional.of(days.get().minusDays(1)), found);
            }
            found = fewer;
        }
    }

    /** The day before which about half of the happenings start; empty when no day is left. */
    private static Optional<LocalDate> dayInTheMiddle(
            Window window, Instant end, List<Happening> found) {
        var starts = found.stream().map(each -> startOf(each, window)).sorted().toList();
        var middle = dayOf(starts.get(starts.size() / 2), window);
        var first = dayOf(window.from(), window).plusDays(1);
        var day = middle.isBefore(first) ? first : middle;
        return Optional.of(day)
                .filter(it -> it.atStartOfDay(window.zone()).toInstant().isBefore(end));
    }

    private static LocalDate dayOf(Instant instant, Window window) {
        return instant.atZone(window.zone()).toLocalDate();
    }

    private static Instant startOf(Happening happening, Window window) {
        return happening.occurrence().span().startsAt(window.zone());
    }
}
