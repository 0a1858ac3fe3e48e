package almanac.command.entry;

import static almanac.command.entry.EntryFixture.ID;
import static almanac.command.entry.EntryFixture.expectRejection;
import static almanac.command.entry.EntryFixture.fixture;
import static almanac.command.entry.EntryFixture.reshaped;
import static almanac.command.entry.EntryFixture.soccer;
import static almanac.command.entry.EntryFixture.times;
import static almanac.command.entry.EntryFixture.week;
import static almanac.time.SpanPart.END;
import static almanac.time.SpanPart.START;

import almanac.entry.Absences;
import almanac.entry.Change;
import almanac.entry.EntryCommand.UpdateEntry;
import almanac.entry.EntryCommand.UpdatePart;
import almanac.entry.EntryFact;
import almanac.entry.Scope;
import almanac.message.Rejection;
import almanac.time.SpanEdit;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ExcludingTest {

    private static final String WEEKLY = "FREQ=WEEKLY;BYDAY=WE;COUNT=4";
    private static final String SECOND = "2026-04-08T17:00";
    private static final String THIRD = "2026-04-15T17:00";
    private static final String FOURTH = "2026-04-22T17:00";

    @Test
    void starts_are_left_out_and_others_come_back() {
        fixture()
                .given(soccer(WEEKLY), deleted(1))
                .when(whole(List.of(THIRD), List.of(SECOND)))
                .expectEvents(restored(1), deleted(2));
    }

    @Test
    void what_is_so_already_is_no_fact() {
        fixture()
                .given(soccer(WEEKLY), deleted(1))
                .when(whole(List.of(SECOND), List.of(THIRD)))
                .expectNoEvents();
    }

    @Test
    void what_goes_is_named_by_the_time_that_the_update_gives() {
        fixture()
                .given(soccer(WEEKLY))
                .when(
                        update(
                                Optional.of(times("18:00", "19:30")),
                                List.of("2026-04-15T18:00"),
                                List.of()))
                .expectEvents(
                        new EntryFact.EntryUpdated(
                                ID, List.of(reshaped(0, "18:00", "19:30", START, END))),
                        deleted(2));
    }

    @Test
    void a_part_has_its_own_only() {
        fixture()
                .given(
                        soccer(WEEKLY),
                        new EntryFact.FollowingUpdated(
                                ID, week(2), List.of(new Change.Title("Match"))),
                        deleted(1),
                        deleted(3))
                .when(ofThird(List.of(THIRD), List.of(SECOND, FOURTH)))
                .expectEvents(restored(3), deleted(2));
    }

    @Test
    void the_day_on_which_a_part_begins_comes_back() {
        fixture()
                .given(
                        soccer(WEEKLY),
                        new EntryFact.FollowingUpdated(
                                ID, week(2), List.of(new Change.Title("Match"))),
                        deleted(2))
                .when(ofThird(List.of(FOURTH), List.of(THIRD)))
                .expectEvents(restored(2), deleted(3));
    }

    @Test
    void a_start_that_the_series_does_not_have_is_refused() {
        expectRejection(
                fixture().given(soccer(WEEKLY)).when(whole(List.of("2026-04-09T17:00"), List.of())),
                Rejection.Invalid.class);
        expectRejection(
                fixture().given(soccer(WEEKLY)).when(whole(List.of("2026-04-08T16:00"), List.of())),
                Rejection.Invalid.class);
    }

    @Test
    void something_has_to_be_left() {
        expectRejection(
                fixture()
                        .given(soccer("FREQ=WEEKLY;BYDAY=WE;COUNT=2"))
                        .when(whole(List.of("2026-04-01T17:00", SECOND), List.of())),
                Rejection.Invalid.class);
    }

    private static UpdateEntry whole(List<String> left, List<String> back) {
        return update(Optional.empty(), left, back);
    }

    private static UpdatePart ofThird(List<String> left, List<String> back) {
        return new UpdatePart(
                ID,
                week(2),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                new Absences(starts(left), starts(back)));
    }

    private static UpdateEntry update(
            Optional<SpanEdit> span, List<String> left, List<String> back) {
        return new UpdateEntry(
                ID,
                Optional.empty(),
                Scope.ALL,
                List.of(),
                span,
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                new Absences(starts(left), starts(back)),
                false);
    }

    private static List<LocalDateTime> starts(List<String> texts) {
        return texts.stream().map(LocalDateTime::parse).toList();
    }

    private static EntryFact deleted(int week) {
        return new EntryFact.OccurrenceDeleted(ID, week(week));
    }

    private static EntryFact restored(int week) {
        return new EntryFact.OccurrenceRestored(ID, week(week));
    }
}
