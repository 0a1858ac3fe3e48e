package almanac.command.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarCommand;
import almanac.calendar.CalendarDetails;
import almanac.calendar.CalendarFact;
import almanac.calendar.CalendarId;
import almanac.calendar.Permission;
import almanac.calendar.Share;
import almanac.calendar.Visibility;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CalendarAggregateTest {

    private static final CalendarId ID = new CalendarId(5);
    private static final UserId ANA = new UserId(7);
    private static final UserId BEN = new UserId(8);
    private static final CalendarFact CREATED =
            new CalendarFact.CalendarCreated(ID, ANA, CalendarDetails.named("Family"), false);

    private static AggregateTestFixture<CalendarAggregate> fixture() {
        return new AggregateTestFixture<>(CalendarAggregate.class);
    }

    @Test
    void a_calendar_is_created_once_however_often_it_is_asked_for() {
        var create =
                new CalendarCommand.CreateCalendar(ID, ANA, CalendarDetails.named("Family"), false);
        fixture().givenNoPriorActivity().when(create).expectEvents(CREATED);
        fixture().given(CREATED).when(create).expectNoEvents();
    }

    @Test
    void a_change_keeps_what_was_not_sent() {
        fixture()
                .given(CREATED)
                .when(
                        new CalendarCommand.ChangeCalendar(
                                ID,
                                Optional.of("Home"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Visibility.SHARED),
                                Optional.empty()))
                .expectEvents(
                        new CalendarFact.CalendarChanged(
                                ID,
                                new CalendarDetails(
                                        "Home",
                                        Optional.empty(),
                                        CalendarDetails.DEFAULT_COLOR,
                                        Optional.empty(),
                                        Visibility.SHARED,
                                        0)));
    }

    @Test
    void a_new_share_takes_the_place_of_the_old_one() {
        fixture()
                .given(CREATED, new CalendarFact.CalendarShared(ID, BEN, Permission.READ))
                .when(new CalendarCommand.ShareCalendar(ID, Set.of(BEN), Permission.ADMIN))
                .expectEvents(new CalendarFact.CalendarShared(ID, BEN, Permission.ADMIN));
        fixture()
                .given(CREATED, new CalendarFact.CalendarShared(ID, BEN, Permission.READ))
                .when(new CalendarCommand.ShareCalendar(ID, Set.of(BEN), Permission.READ))
                .expectNoEvents();
    }

    @Test
    void the_owner_is_not_shared_with_and_nobody_becomes_owner() {
        var open = new CalendarState.Absent().evolve(CREATED);
        assertThat(
                        rejection(() ->
                                Sharing.share(
                                        open,
                                        new CalendarCommand.ShareCalendar(
                                                ID, Set.of(ANA), Permission.READ))))
                .isInstanceOfSatisfying(
                        Rejection.Invalid.class, r -> assertThat(r.field()).isEqualTo("userIds"));
        assertThat(
                        rejection(() ->
                                Sharing.share(
                                        open,
                                        new CalendarCommand.ShareCalendar(
                                                ID, Set.of(BEN), Permission.OWNER))))
                .isInstanceOfSatisfying(
                        Rejection.Invalid.class,
                        r -> assertThat(r.field()).isEqualTo("permission"));
    }

    @Test
    void only_a_share_that_stands_is_taken_away() {
        fixture()
                .given(CREATED, new CalendarFact.CalendarShared(ID, BEN, Permission.READ))
                .when(new CalendarCommand.UnshareCalendar(ID, Set.of(BEN, new UserId(9))))
                .expectEvents(new CalendarFact.CalendarUnshared(ID, BEN));
    }

    @Test
    void each_reset_makes_a_new_feed_address() {
        fixture()
                .given(CREATED, new CalendarFact.FeedReset(ID, 1))
                .when(new CalendarCommand.ResetFeed(ID))
                .expectEvents(new CalendarFact.FeedReset(ID, 2));
    }

    @Test
    void the_default_calendar_stays_and_a_deleted_one_is_gone() {
        var primary =
                new CalendarState.Absent()
                        .evolve(
                                new CalendarFact.CalendarCreated(
                                        ID, ANA, CalendarDetails.named("Ana"), true));
        assertThat(
                        rejection(() ->
                                Describing.delete(primary, new CalendarCommand.DeleteCalendar(ID))))
                .isInstanceOf(Rejection.Conflict.class);

        fixture()
                .given(CREATED)
                .when(new CalendarCommand.DeleteCalendar(ID))
                .expectEvents(new CalendarFact.CalendarDeleted(ID));
        assertThat(
                        rejection(() ->
                                Sharing.resetFeed(
                                        new CalendarState.Deleted(ANA, 0),
                                        new CalendarCommand.ResetFeed(ID))))
                .isEqualTo(new Rejection.NotFound("Calendar", "5"));
    }

    @Test
    void a_deleted_calendar_comes_back_to_its_owner_with_what_is_said() {
        var details = CalendarDetails.named("Family of then");
        var shares = List.of(new Share(BEN, Permission.WRITE));
        var deleted = new CalendarFact.CalendarDeleted(ID);
        var back = new CalendarFact.CalendarRestored(ID, details, shares);
        var restore = new CalendarCommand.RestoreCalendar(ID, ANA, details, shares);

        fixture().given(CREATED, deleted).when(restore).expectEvents(back);
        fixture().given(CREATED, deleted, back).when(restore).expectNoEvents();
        fixture().given(CREATED).when(restore).expectNoEvents();
        var again = new CalendarCommand.ShareCalendar(ID, Set.of(BEN), Permission.WRITE);
        fixture().given(CREATED, deleted, back).when(again).expectNoEvents();
    }

    @Test
    void a_deleted_calendar_comes_back_to_nobody_else() {
        var gone = new CalendarState.Deleted(ANA, 3);
        var restore =
                new CalendarCommand.RestoreCalendar(
                        ID, BEN, CalendarDetails.named("Mine"), List.of());
        for (var state : List.of(gone, new CalendarState.Absent())) {
            assertThat(rejection(() -> Describing.restore(state, restore)))
                    .isEqualTo(new Rejection.NotFound("Calendar", "5"));
        }
    }

    @Test
    void a_calendar_is_closed_once_also_the_default_one() {
        var close = new CalendarCommand.CloseCalendar(ID);
        var primary = new CalendarFact.CalendarCreated(ID, ANA, CalendarDetails.named("Ana"), true);
        var shared = new CalendarFact.CalendarShared(ID, BEN, Permission.READ);
        var gone = new CalendarFact.CalendarDeleted(ID);

        fixture().given(CREATED, shared).when(close).expectEvents(gone);
        fixture().given(primary).when(close).expectEvents(gone);
        fixture().given(primary, gone).when(close).expectNoEvents();
    }

    @Test
    void a_default_calendar_that_was_closed_takes_nothing_more_and_comes_back_as_any_other() {
        var details = CalendarDetails.named("Ana");
        var primary = new CalendarFact.CalendarCreated(ID, ANA, details, true);
        var gone = new CalendarFact.CalendarDeleted(ID);
        var back = new CalendarFact.CalendarRestored(ID, details, List.of());
        var delete = new CalendarCommand.DeleteCalendar(ID);

        fixture()
                .given(primary, gone)
                .when(new CalendarCommand.ShareCalendar(ID, Set.of(BEN), Permission.READ))
                .expectException(Rejected.class)
                .expectNoEvents();
        fixture().given(primary, gone, back).when(delete).expectEvents(gone);
    }

    private static Rejection rejection(Runnable decision) {
        return Assertions.catchThrowableOfType(Rejected.class, decision::run).rejection();
    }
}
