package almanac.query;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarFact;
import almanac.calendar.CalendarQuery;
import almanac.calendar.CalendarView;
import almanac.calendar.Permission;
import almanac.entry.EntryExport;
import almanac.entry.EntryFact;
import almanac.entry.EntryNumber;
import almanac.entry.EntryQuery;
import almanac.entry.EntryView;
import almanac.entry.OccurrenceKey;
import almanac.message.Rejection.NotFound;
import almanac.message.Rejection.NotPermitted;
import almanac.time.Span;
import almanac.time.Window;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sees what: owner 1, admin 2, writer 3, reader 4, stranger 5, nobody of that id 6. */
class AccessTest {

    private static final Span DAY =
            new Span.AllDay(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 25));
    private static final Window DECEMBER =
            Window.ofDays(LocalDate.of(2026, 12, 1), LocalDate.of(2026, 12, 31), ZoneOffset.UTC);
    private static final long CALENDAR = 70;
    private static final long ENTRY = 42;

    private static World world() {
        return new World()
                .happen(
                        World.registered(1, "owner"),
                        World.registered(2, "admin"),
                        World.registered(3, "writer"),
                        World.registered(4, "reader"),
                        World.registered(5, "stranger"),
                        World.opened(CALENDAR, 1, "family"),
                        World.opened(71, 5, "the stranger's own"),
                        World.shared(CALENDAR, 2, Permission.ADMIN),
                        World.shared(CALENDAR, 3, Permission.WRITE),
                        World.shared(CALENDAR, 4, Permission.READ),
                        World.single(ENTRY, CALENDAR, "tree", DAY));
    }

    private static List<Object> questions(long viewer) {
        var user = World.user(viewer);
        var calendar = World.calendar(CALENDAR);
        var entry = World.entry(ENTRY);
        return List.of(
                new CalendarQuery.CalendarById(calendar, user),
                new EntryQuery.EntryByNumber(EntryNumber.of(entry), user),
                new EntryQuery.AgendaOf(calendar, DECEMBER, user),
                new EntryQuery.SeriesHead(entry, 3, user),
                new EntryQuery.ExportPage(calendar, 0, 10, user));
    }

    @ParameterizedTest
    @CsvSource({"1,OWNER", "2,ADMIN", "3,WRITE", "4,READ"})
    void everyone_with_a_share_sees_everything(long viewer, Permission permission) {
        var world = world();
        var user = World.user(viewer);
        var calendar = World.calendar(CALENDAR);
        assertThat(world.side().permission(user, calendar)).contains(permission);
        assertThat(
                        world.ask(
                                        new CalendarQuery.CalendarById(calendar, user),
                                        CalendarView.class)
                                .permission())
                .isEqualTo(permission);
        assertThat(world.askMany(new CalendarQuery.CalendarsOf(user), CalendarView.class))
                .extracting(CalendarView::permission)
                .containsExactly(permission);
        var number = EntryNumber.of(World.entry(ENTRY));
        assertThat(world.ask(new EntryQuery.EntryByNumber(number, user), EntryView.class).number())
                .isEqualTo(number);
        for (var query :
                List.of(
                        new EntryQuery.AgendaOf(calendar, DECEMBER, user),
                        new EntryQuery.Agenda(DECEMBER, user),
                        new EntryQuery.SeriesHead(World.entry(ENTRY), 3, user))) {
            assertThat(world.askMany(query, EntryView.class))
                    .extracting(view -> view.calendar().permission())
                    .containsExactly(permission);
        }
        assertThat(
                        world.askMany(
                                new EntryQuery.ExportPage(calendar, 0, 10, user),
                                EntryExport.class))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void a_stranger_is_told_that_it_exists_but_nothing_of_it(long stranger) {
        var world = world();
        for (var question : questions(stranger)) {
            assertThat(world.refusal(question)).isInstanceOf(NotPermitted.class);
        }
        assertThat(
                        world.askMany(
                                new EntryQuery.Agenda(DECEMBER, World.user(stranger)),
                                EntryView.class))
                .isEmpty();
        assertThat(world.side().permission(World.user(stranger), World.calendar(CALENDAR)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void what_is_on_a_deleted_calendar_is_not_there_for_anyone(long viewer) {
        var world = world().happen(new CalendarFact.CalendarDeleted(World.calendar(CALENDAR)));
        for (var question : questions(viewer)) {
            assertThat(world.refusal(question)).isInstanceOf(NotFound.class);
        }
        assertThat(
                        world.askMany(
                                new EntryQuery.Agenda(DECEMBER, World.user(viewer)),
                                EntryView.class))
                .isEmpty();
        assertThat(
                        world.askMany(
                                new CalendarQuery.CalendarsOf(World.user(viewer)),
                                CalendarView.class))
                .extracting(view -> view.id().value())
                .doesNotContain(CALENDAR);
        assertThat(world.side().permission(World.user(viewer), World.calendar(CALENDAR))).isEmpty();
        assertThat(world.side().calendarExists(World.calendar(CALENDAR))).isFalse();
        assertThat(
                        world.askOptional(
                                new CalendarQuery.CalendarForFeed(World.calendar(CALENDAR)),
                                CalendarView.class))
                .isEmpty();
        assertThat(world.refusal(new EntryQuery.FeedPage(World.calendar(CALENDAR), 0, 10)))
                .isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4, 5})
    void a_deleted_entry_is_not_there_for_anyone(long viewer) {
        var world =
                world().happen(
                                new EntryFact.EntryDeleted(
                                        World.entry(ENTRY), World.calendar(CALENDAR)));
        var number = EntryNumber.of(World.entry(ENTRY));
        assertThat(world.refusal(new EntryQuery.EntryByNumber(number, World.user(viewer))))
                .isEqualTo(new NotFound("Event", "42"));
    }

    @Test
    void what_never_was_is_not_found() {
        var world = world();
        var never = EntryNumber.of(World.entry(999));
        assertThat(world.refusal(new EntryQuery.EntryByNumber(never, World.user(1))))
                .isEqualTo(new NotFound("Event", "999"));
        var occurrence = EntryNumber.of(World.entry(ENTRY), new OccurrenceKey(3));
        assertThat(world.refusal(new EntryQuery.EntryByNumber(occurrence, World.user(1))))
                .isInstanceOf(NotFound.class);
        assertThat(
                        world.refusal(
                                new CalendarQuery.CalendarById(World.calendar(999), World.user(1))))
                .isEqualTo(new NotFound("Calendar", "999"));
    }

    @Test
    void unsharing_counts_from_the_next_question_on() {
        var world = world();
        world.happen(new CalendarFact.CalendarUnshared(World.calendar(CALENDAR), World.user(4)));
        for (var question : questions(4)) {
            assertThat(world.refusal(question)).isInstanceOf(NotPermitted.class);
        }
        assertThat(world.askMany(new EntryQuery.Agenda(DECEMBER, World.user(4)), EntryView.class))
                .isEmpty();
        assertThat(world.askMany(new EntryQuery.Agenda(DECEMBER, World.user(3)), EntryView.class))
                .hasSize(1);
    }

    @Test
    void sharing_again_replaces_the_permission() {
        var world = world().happen(World.shared(CALENDAR, 4, Permission.WRITE));
        assertThat(world.side().permission(World.user(4), World.calendar(CALENDAR)))
                .contains(Permission.WRITE);
        assertThat(
                        world.ask(
                                        new CalendarQuery.CalendarById(
                                                World.calendar(CALENDAR), World.user(1)),
                                        CalendarView.class)
                                .shares())
                .extracting(share -> share.user().username(), CalendarView.Share::permission)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("admin", Permission.ADMIN),
                        org.assertj.core.groups.Tuple.tuple("writer", Permission.WRITE),
                        org.assertj.core.groups.Tuple.tuple("reader", Permission.WRITE));
    }

    @Test
    void an_entry_moves_out_of_sight_with_its_calendar() {
        var world =
                world().happen(
                                new EntryFact.EntryMoved(
                                        World.entry(ENTRY),
                                        World.calendar(CALENDAR),
                                        World.calendar(71)));
        var number = EntryNumber.of(World.entry(ENTRY));
        assertThat(world.refusal(new EntryQuery.EntryByNumber(number, World.user(1))))
                .isInstanceOf(NotPermitted.class);
        assertThat(
                        world.ask(
                                        new EntryQuery.EntryByNumber(number, World.user(5)),
                                        EntryView.class)
                                .calendar()
                                .id())
                .isEqualTo(World.calendar(71));
        assertThat(world.side().calendarOf(World.entry(ENTRY))).contains(World.calendar(71));
    }

    @Test
    void the_holder_of_the_feed_address_may_read() {
        var world = world();
        assertThat(
                        world.askOptional(
                                        new CalendarQuery.CalendarForFeed(World.calendar(CALENDAR)),
                                        CalendarView.class)
                                .map(CalendarView::permission))
                .contains(Permission.READ);
        assertThat(
                        world.askMany(
                                new EntryQuery.FeedPage(World.calendar(CALENDAR), 0, 10),
                                EntryExport.class))
                .hasSize(1);
    }
}
