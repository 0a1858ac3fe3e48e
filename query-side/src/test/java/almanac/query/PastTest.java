package almanac.query;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarDetails;
import almanac.calendar.CalendarFact;
import almanac.calendar.CalendarId;
import almanac.calendar.CalendarQuery;
import almanac.calendar.CalendarView;
import almanac.calendar.Permission;
import almanac.comment.CommentQuery;
import almanac.comment.ThreadView;
import almanac.entry.Change;
import almanac.entry.EntryFact;
import almanac.entry.EntryNumber;
import almanac.entry.EntryQuery;
import almanac.entry.EntryView;
import almanac.message.Actor;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.time.AsOf;
import almanac.time.Span;
import almanac.time.Window;
import almanac.user.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was answered at an instant is what is answered later as of that instant. */
@Tag("busy")
class PastTest {

    private static final int WORLDS = 40;
    private static final int ENTRIES = 25;
    private static final int CALENDARS = 4;
    private static final UserId READER = World.user(9);
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final Window MONTHS =
            Window.ofDays(LocalDate.of(2025, 2, 1), LocalDate.of(2025, 6, 30), VIENNA);
    private static final Span DAY =
            new Span.AllDay(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 25));

    static List<Long> seeds() {
        var seeds = new ArrayList<Long>();
        for (var world = 0; world < WORLDS; world++) {
            seeds.add(1000L + world);
        }
        return seeds;
    }

    /** Forty worlds of twenty-five entries: a thousand random histories. */
    @ParameterizedTest
    @MethodSource("seeds")
    void recorded_answers_equal_what_is_answered_as_of_then(long seed) {
        var world = new World();
        world.happen(World.registered(READER.value(), "reader"));
        var facts = new RandomHistory(seed, CALENDARS).facts(120, ENTRIES);
        var talk = RandomTalk.of(seed, 25);
        var random = new Random(seed);
        var recorded = new LinkedHashMap<Instant, Map<String, Object>>();
        var said = 0;
        var shown = world.history().size();
        var own = new Own(random);
        for (var fact : facts) {
            switch (fact) {
                case CalendarFact calendar when own.is(calendar) -> own.next(world, calendar);
                case CalendarFact.CalendarCreated opened -> {
                    var shared = opened.calendar().value();
                    world.message(fact);
                    world.message(World.shared(shared, READER.value(), Permission.READ));
                }
                default -> world.message(fact);
            }
            own.goOn(world);
            if (said < talk.size() && random.nextInt(5) == 0) {
                world.message(talk.get(said++));
            }
            if (random.nextInt(30) == 0) {
                shown = show(world, shown);
                recorded.put(world.now(), live(world));
            }
        }
        show(world, shown);
        recorded.forEach((at, answers) ->
                assertThat(past(world, new AsOf(at)))
                        .as("seed %d at %s", seed, at)
                        .isEqualTo(answers));
        assertThat(recorded).as("seed %d", seed).isNotEmpty();
    }

    /** Shows the read models what happened since; answers how much that is in all. */
    private static int show(World world, int shown) {
        var history = world.history();
        world.feed(history.subList(shown, history.size()), 20);
        return history.size();
    }

    /** A calendar of the reader, which is deleted and comes back at random. */
    private static final class Own {

        private static final CalendarId CALENDAR = World.calendar(CALENDARS);
        private static final CalendarFact RESTORED =
                new CalendarFact.CalendarRestored(
                        CALENDAR, CalendarDetails.named("back"), List.of());
        private final Random random;
        private boolean opened;
        private boolean gone;

        Own(Random random) {
            this.random = random;
        }

        boolean is(CalendarFact fact) {
            return fact.calendar().equals(CALENDAR);
        }

        /** Nothing happens to it while it is gone. */
        void next(World world, CalendarFact fact) {
            if (fact instanceof CalendarFact.CalendarCreated) {
                world.message(World.opened(CALENDARS, READER.value(), "own"));
                opened = true;
            } else if (!gone) {
                world.message(fact);
            }
        }

        void goOn(World world) {
            if (opened && random.nextInt(25) == 0) {
                world.by(Map.of(Actor.USER_KEY, Long.toString(READER.value())));
                world.message(gone ? RESTORED : new CalendarFact.CalendarDeleted(CALENDAR));
                world.by(Map.of());
                gone = !gone;
            }
        }
    }

    private static Map<String, Object> live(World world) {
        var answers = new LinkedHashMap<String, Object>();
        for (var entry = 1L; entry <= ENTRIES; entry++) {
            var number = EntryNumber.of(World.entry(entry));
            put(
                    answers,
                    "entry " + entry,
                    () -> world.ask(new EntryQuery.EntryByNumber(number, READER), EntryView.class));
            put(
                    answers,
                    "comments " + entry,
                    () -> world.ask(new CommentQuery.CommentsOn(number, READER), ThreadView.class));
        }
        put(
                answers,
                "agenda",
                () -> world.askMany(new EntryQuery.Agenda(MONTHS, READER), EntryView.class));
        put(
                answers,
                "calendars",
                () -> world.askMany(new CalendarQuery.CalendarsOf(READER), CalendarView.class));
        for (var calendar = 1L; calendar <= CALENDARS; calendar++) {
            var id = World.calendar(calendar);
            put(
                    answers,
                    "calendar " + calendar,
                    () ->
                            world.ask(
                                    new CalendarQuery.CalendarById(id, READER),
                                    CalendarView.class));
            put(
                    answers,
                    "on " + calendar,
                    () ->
                            world.askMany(
                                    new EntryQuery.AgendaOf(id, MONTHS, READER), EntryView.class));
        }
        return answers;
    }

    private static Map<String, Object> past(World world, AsOf then) {
        var answers = new LinkedHashMap<String, Object>();
        for (var entry = 1L; entry <= ENTRIES; entry++) {
            var number = EntryNumber.of(World.entry(entry));
            put(
                    answers,
                    "entry " + entry,
                    () ->
                            world.ask(
                                    new EntryQuery.EntryAsOf(number, then, READER),
                                    EntryView.class));
            put(
                    answers,
                    "comments " + entry,
                    () ->
                            world.ask(
                                    new CommentQuery.CommentsAsOf(number, then, READER),
                                    ThreadView.class));
        }
        put(
                answers,
                "agenda",
                () ->
                        world.askMany(
                                new EntryQuery.AgendaAsOf(MONTHS, MONTHS, then, READER),
                                EntryView.class));
        put(
                answers,
                "calendars",
                () ->
                        world.askMany(
                                new CalendarQuery.CalendarsAsOf(then, READER), CalendarView.class));
        for (var calendar = 1L; calendar <= CALENDARS; calendar++) {
            var id = World.calendar(calendar);
            put(
                    answers,
                    "calendar " + calendar,
                    () ->
                            world.ask(
                                    new CalendarQuery.CalendarAsOf(id, then, READER),
                                    CalendarView.class));
            put(
                    answers,
                    "on " + calendar,
                    () ->
                            world.askMany(
                                    new EntryQuery.AgendaOfAsOf(id, MONTHS, MONTHS, then, READER),
                                    EntryView.class));
        }
        return answers;
    }

    private static void put(Map<String, Object> answers, String name, Supplier<Object> answer) {
        try {
            answers.put(name, answer.get());
        } catch (Rejected refused) {
            answers.put(name, refused.rejection());
        }
    }

    @Test
    void nobody_sees_what_an_event_was_on_a_calendar_that_they_may_not_see() {
        var world =
                new World()
                        .happen(
                                World.registered(1, "anna"),
                                World.registered(2, "ben"),
                                World.opened(1, 1, "private"),
                                World.opened(2, 1, "shared"),
                                World.shared(2, 2, Permission.READ),
                                World.single(7, 1, "secret", DAY));
        var secret = new AsOf(world.now());
        world.happen(
                new EntryFact.EntryUpdated(World.entry(7), List.of(new Change.Title("announced"))),
                new EntryFact.EntryMoved(World.entry(7), World.calendar(1), World.calendar(2)));
        var announced = new AsOf(world.now());
        var number = EntryNumber.of(World.entry(7));

        assertThat(title(world, announced, 2)).isEqualTo("announced");
        assertThat(title(world, secret, 1)).isEqualTo("secret");
        assertThat(world.refusal(new EntryQuery.EntryAsOf(number, secret, World.user(2))))
                .isInstanceOf(Rejection.NotPermitted.class);
        assertThat(world.refusal(new EntryQuery.EntryAsOf(number, announced, World.user(3))))
                .isInstanceOf(Rejection.NotPermitted.class);
    }

    @Test
    void a_share_that_was_taken_back_shows_nothing_of_the_time_when_it_stood() {
        var world =
                new World()
                        .happen(
                                World.registered(1, "anna"),
                                World.registered(2, "ben"),
                                World.opened(1, 1, "home"),
                                World.shared(1, 2, Permission.READ),
                                World.single(7, 1, "dinner", DAY));
        var then = new AsOf(world.now());
        world.happen(new CalendarFact.CalendarUnshared(World.calendar(1), World.user(2)));
        var number = EntryNumber.of(World.entry(7));
        assertThat(title(world, then, 1)).isEqualTo("dinner");
        assertThat(world.refusal(new EntryQuery.EntryAsOf(number, then, World.user(2))))
                .isInstanceOf(Rejection.NotPermitted.class);
        assertThat(
                        world.askMany(
                                new CalendarQuery.CalendarsAsOf(then, World.user(2)),
                                CalendarView.class))
                .isEmpty();
    }

    private static String title(World world, AsOf then, long user) {
        var query =
                new EntryQuery.EntryAsOf(EntryNumber.of(World.entry(7)), then, World.user(user));
        return world.ask(query, EntryView.class).details().title();
    }

    @Test
    void an_instant_to_the_millisecond_is_its_whole_millisecond() {
        var coarse = Instant.parse("2026-01-01T00:00:00.123Z");
        assertThat(new AsOf(coarse).limit()).isEqualTo("2026-01-01T00:00:00.124Z");
        assertThat(new AsOf(coarse.plusNanos(5)).limit())
                .isEqualTo("2026-01-01T00:00:00.123000006Z");
    }
}
