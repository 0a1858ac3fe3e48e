package almanac.query;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarQuery;
import almanac.calendar.CalendarView;
import almanac.entry.Details;
import almanac.entry.EntryExport;
import almanac.entry.EntryFact;
import almanac.entry.EntryQuery;
import almanac.entry.EntryState;
import almanac.entry.EntryView;
import almanac.entry.Numbering;
import almanac.entry.Recurrence;
import almanac.entry.Series;
import almanac.message.Rejection;
import almanac.recurrence.Rule;
import almanac.time.End;
import almanac.time.Span;
import almanac.time.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens in a window: never more, never less than a look at every entry would show. */
class AgendaTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 2 * Integer.getInteger("random.times", 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_window_holds_what_a_look_at_every_entry_finds(long seed) {
        var random = new RandomHistory(seed, 5);
        var world = new World(1_000_000);
        random.facts(900, 250).forEach(world::message);
        world.feed(world.history(), 200);
        for (var question = 0; question < 40; question++) {
            var window = window(random, random.below(6), random.zone());
            var repeating = within(window, random);
            var viewer = World.user(1 + random.below(3));
            var query = new EntryQuery.Agenda(window, repeating, viewer);
            assertThat(world.askMany(query, EntryView.class))
                    .as("seed %d, %s", seed, query)
                    .extracting(view -> view.number().value())
                    .containsExactlyElementsOf(naive(world, query));
        }
    }

    private static Window window(RandomHistory random, int kind, ZoneId zone) {
        var day = random.day();
        return switch (kind) {
            case 0 -> new Window(Window.BEGINNING, Window.END_OF_TIME, zone);
            case 1 -> Window.ofDays(day, LocalDate.of(9999, 12, 31), zone);
            case 2 -> Window.ofDays(day, day, zone);
            case 3 -> Window.ofDays(day, day.plusDays(random.below(3000)), zone);
            default -> Window.ofDays(day, day.plusDays(random.below(60)), zone);
        };
    }

    /** What a client with an open window gets of series: a closed stretch of it. */
    private static Window within(Window window, RandomHistory random) {
        if (window.to().isBefore(Window.END_OF_TIME)) {
            return window;
        }
        var from =
                window.from().equals(Window.BEGINNING)
                        ? random.day()
                        : LocalDate.ofInstant(window.from(), window.zone());
        return Window.ofDays(from, from.plusDays(random.below(400)), window.zone());
    }

    private static List<Long> naive(World world, EntryQuery.Agenda query) {
        var user = query.viewer();
        return world.askMany(new CalendarQuery.CalendarsOf(user), CalendarView.class).stream()
                .map(calendar ->
                        world.askMany(
                                new EntryQuery.ExportPage(calendar.id(), 0, 10_000, user),
                                EntryExport.class))
                .flatMap(List::stream)
                .flatMap(export -> occurrences(export.state(), query))
                .sorted(
                        Comparator.comparing((Found found) -> found.start)
                                .thenComparing(Found::number))
                .map(Found::number)
                .toList();
    }

    private record Found(Instant start, long number) {}

    private static Stream<Found> occurrences(EntryState state, EntryQuery.Agenda query) {
        var window = query.window();
        var bounds = isEndless(state) ? query.repeating() : window;
        return ((EntryState.Live) state)
                .within(bounds, 10_000).stream()
                        .filter(each -> each.span().touches(window))
                        .map(each ->
                                new Found(
                                        each.span().startsAt(window.zone()),
                                        each.number().value()));
    }

    private static boolean isEndless(EntryState state) {
        return state instanceof Series series && series.extent().to().equals(Window.END_OF_TIME);
    }

    @Test
    void a_window_over_the_budget_is_refused_with_one_that_fits() {
        var world = new World(50);
        world.happen(World.registered(1, "anna"), World.opened(1, 1, "home"));
        for (var entry = 1; entry <= 365; entry++) {
            world.message(World.single(entry, 1, "daily", allDay(FIRST.plusDays(entry - 1L))));
        }
        world.feed(world.history(), 200);
        var refusal = world.refusal(agenda(FIRST, FIRST.plusDays(364)));
        assertThat(refusal).isInstanceOf(Rejection.TooMuch.class);
        assertThat(((Rejection.TooMuch) refusal).field()).isEqualTo("endDate");
        var advice = refusal.message().replaceAll(".*until (\\S+) fits.*", "$1");
        assertThat(world.askMany(agenda(FIRST, LocalDate.parse(advice)), EntryView.class))
                .hasSizeBetween(10, 50);
        assertThat(world.askMany(agenda(FIRST, FIRST.plusDays(49)), EntryView.class)).hasSize(50);
        assertThat(world.refusal(agenda(FIRST, FIRST.plusDays(50)))).isNotNull();
        var open = new Window(Window.BEGINNING, Window.END_OF_TIME, ZoneOffset.UTC);
        assertThat(world.refusal(new EntryQuery.Agenda(open, World.user(1))).message())
                .contains("until 2026-");
    }

    @Test
    void an_open_window_shows_what_ends_as_a_whole_while_it_fits() {
        var world = new World(50);
        world.happen(
                World.registered(1, "anna"),
                World.opened(1, 1, "home"),
                daily(1, "FREQ=DAILY;COUNT=20"),
                daily(2, "FREQ=DAILY"));
        var open = new Window(Window.BEGINNING, Window.END_OF_TIME, ZoneOffset.UTC);
        var week = Window.ofDays(FIRST.plusDays(30), FIRST.plusDays(36), ZoneOffset.UTC);
        var asked = new EntryQuery.Agenda(open, week, World.user(1));
        assertThat(world.askMany(asked, EntryView.class)).hasSize(20 + 7);

        world.happen(daily(3, "FREQ=DAILY;UNTIL=20260501"));
        assertThat(world.askMany(asked, EntryView.class)).hasSize(7 + 7);
    }

    private static EntryFact daily(long entry, String rule) {
        var first = allDay(FIRST);
        return new EntryFact.EntryCreated(
                World.entry(entry),
                World.calendar(1),
                "uid-" + entry,
                World.user(1),
                Details.titled("daily"),
                first,
                Optional.of(Recurrence.of(Rule.parse(rule))),
                Optional.of(new Numbering(first.localStart(), 86_400)));
    }

    @Test
    void a_day_over_the_budget_is_refused_without_false_advice() {
        var world = new World(5);
        world.happen(World.registered(1, "anna"), World.opened(1, 1, "home"));
        for (var entry = 1; entry <= 6; entry++) {
            world.happen(World.single(entry, 1, "same day", allDay(FIRST)));
        }
        assertThat(world.refusal(agenda(FIRST, FIRST)).message())
                .isEqualTo("the answer would hold more than 5 events; even one day holds more");

        world.happen(World.opened(2, 1, "work"));
        assertThat(world.refusal(agenda(FIRST, FIRST)).message())
                .endsWith("; even one day holds more; ask for one calendar at a time");
    }

    @Test
    void the_series_that_takes_all_the_room_is_named() {
        var world = new World(5);
        world.happen(
                World.registered(1, "anna"),
                World.opened(1, 1, "home"),
                World.single(1, 1, "before", allDay(FIRST)),
                everySecond(2),
                daily(3, "FREQ=DAILY"));

        assertThat(world.refusal(agenda(FIRST.plusDays(1), FIRST.plusDays(1))).message())
                .isEqualTo(
                        "the answer would hold more than 5 events, most of all event 2"
                                + " \"ticking\"; even one day holds more");
        assertThat(world.refusal(agenda(FIRST, FIRST.plusDays(9))).message())
                .contains(", most of all event 2 \"ticking\"; ");
    }

    private static EntryFact everySecond(long entry) {
        var first = noonIn("UTC");
        return new EntryFact.EntryCreated(
                World.entry(entry),
                World.calendar(1),
                "uid-" + entry,
                World.user(1),
                Details.titled("ticking"),
                first,
                Optional.of(Recurrence.of(Rule.parse("FREQ=SECONDLY"))),
                Optional.of(new Numbering(first.localStart(), 1)));
    }

    @Test
    void many_calendars_are_searched_together() {
        var world = new World();
        world.message(World.registered(1, "anna"));
        for (var calendar = 1; calendar <= 120; calendar++) {
            world.message(World.opened(calendar, 1, "calendar " + calendar));
            world.message(World.single(calendar, calendar, "entry", allDay(FIRST)));
        }
        world.feed(world.history(), 200);
        assertThat(world.askMany(agenda(FIRST, FIRST.plusDays(30)), EntryView.class)).hasSize(120);
    }

    @Test
    void starts_are_compared_as_instants_and_equal_ones_by_number() {
        var world =
                new World()
                        .happen(
                                World.registered(1, "anna"),
                                World.opened(1, 1, "home"),
                                World.single(4, 1, "noon in Tokyo", noonIn("Asia/Tokyo")),
                                World.single(3, 1, "noon in Vienna", noonIn("Europe/Vienna")),
                                World.single(2, 1, "all day", allDay(FIRST)),
                                World.single(1, 1, "noon in Berlin", noonIn("Europe/Berlin")));
        assertThat(world.askMany(agenda(FIRST, FIRST), EntryView.class))
                .extracting(view -> view.number().value())
                .containsExactly(2L, 4L, 1L, 3L);
    }

    @Test
    void pages_follow_each_other_by_number() {
        var world = new World().happen(World.registered(1, "anna"), World.opened(1, 1, "home"));
        for (var entry : List.of(5, 3, 9, 1)) {
            world.happen(World.single(entry, 1, "entry", allDay(FIRST)));
        }
        var all = new ArrayList<Long>();
        var after = 0L;
        while (true) {
            var page =
                    world.askMany(
                            new EntryQuery.ExportPage(World.calendar(1), after, 3, World.user(1)),
                            EntryExport.class);
            if (page.isEmpty()) {
                break;
            }
            page.forEach(export -> all.add(export.id().value()));
            after = page.getLast().id().value();
        }
        assertThat(all).containsExactly(1L, 3L, 5L, 9L);
    }

    private static EntryQuery agenda(LocalDate first, LocalDate last) {
        return new EntryQuery.Agenda(Window.ofDays(first, last, ZoneId.of("UTC")), World.user(1));
    }

    private static Span allDay(LocalDate day) {
        return new Span.AllDay(day, day.plusDays(1));
    }

    private static Span noonIn(String zone) {
        return new Span.Timed(
                FIRST.atTime(12, 0), ZoneId.of(zone), new End.At(FIRST.atTime(13, 0)));
    }
}
