package almanac.command.entry;

import static almanac.command.entry.EntryFixture.ANA;
import static almanac.command.entry.EntryFixture.FAMILY;
import static almanac.command.entry.EntryFixture.ID;
import static almanac.command.entry.EntryFixture.expectRejection;
import static almanac.command.entry.EntryFixture.fixture;
import static almanac.command.entry.EntryFixture.pickup;
import static almanac.command.entry.EntryFixture.soccer;
import static almanac.command.entry.EntryFixture.span;
import static almanac.command.entry.EntryFixture.week;

import almanac.calendar.CalendarId;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryCommand.ImportEntry;
import almanac.entry.EntryCommand.ImportOccurrence;
import almanac.entry.EntryFact;
import almanac.entry.ImportResult;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.OccurrenceKey;
import almanac.message.Rejection;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ImportCommandTest {

    private static final String WEEKLY = "FREQ=WEEKLY;BYDAY=WE;COUNT=8";

    private static ImportEntry imported(CalendarId calendar, String title, String start) {
        return new ImportEntry(
                ID,
                calendar,
                ANA,
                ImportedEntry.single("pickup", Details.titled(title), span(start, 30)));
    }

    @Test
    void what_was_not_there_is_created() {
        fixture()
                .givenNoPriorActivity()
                .when(imported(FAMILY, "School pickup", "2026-03-30T15:30"))
                .expectEvents(pickup())
                .expectResultMessagePayload(ImportResult.CREATED);
    }

    @Test
    void the_same_is_unchanged_and_a_difference_updates() {
        fixture()
                .given(pickup())
                .when(imported(FAMILY, "School pickup", "2026-03-30T15:30"))
                .expectNoEvents()
                .expectResultMessagePayload(ImportResult.UNCHANGED);
        fixture()
                .given(pickup())
                .when(imported(FAMILY, "Pickup", "2026-03-30T16:30"))
                .expectEvents(
                        new EntryFact.EntryUpdated(
                                ID,
                                List.of(
                                        new Change.Title("Pickup"),
                                        new Change.When(span("2026-03-30T16:30", 30)))))
                .expectResultMessagePayload(ImportResult.UPDATED);
    }

    private static ImportOccurrence occurrence(OccurrenceKey part, String original, String title) {
        return new ImportOccurrence(
                ID,
                part,
                new ImportedOverride(
                        LocalDateTime.parse(original),
                        Details.titled(title),
                        span("2026-04-09T18:00", 90)));
    }

    @Test
    void an_occurrence_without_its_master_changes_alone_and_once() {
        var changed =
                new EntryFact.OccurrenceUpdated(
                        ID,
                        week(1),
                        List.of(
                                new Change.Title("Match"),
                                new Change.When(span("2026-04-09T18:00", 90))));
        var other =
                new EntryFact.OccurrenceUpdated(
                        ID, week(2), List.of(new Change.Title("Tournament")));
        var command = occurrence(OccurrenceKey.FIRST, "2026-04-08T17:00", "Match");
        fixture()
                .given(soccer(WEEKLY), other)
                .when(command)
                .expectEvents(changed)
                .expectResultMessagePayload(ImportResult.UPDATED);
        fixture()
                .given(soccer(WEEKLY), other, changed)
                .when(command)
                .expectNoEvents()
                .expectResultMessagePayload(ImportResult.UNCHANGED);
    }

    @Test
    void one_that_was_deleted_takes_place_again() {
        fixture()
                .given(soccer(WEEKLY), new EntryFact.OccurrenceDeleted(ID, week(1)))
                .when(occurrence(OccurrenceKey.FIRST, "2026-04-08T17:00", "Soccer practice"))
                .expectEvents(
                        new EntryFact.OccurrenceRestored(ID, week(1)),
                        new EntryFact.OccurrenceUpdated(
                                ID,
                                week(1),
                                List.of(new Change.When(span("2026-04-09T18:00", 90)))));
    }

    @Test
    void one_of_a_later_part_is_measured_by_that_part() {
        var split =
                new EntryFact.FollowingUpdated(ID, week(1), List.of(new Change.Title("Training")));
        fixture()
                .given(soccer(WEEKLY), split)
                .when(occurrence(week(1), "2026-04-15T17:00", "Training"))
                .expectEvents(
                        new EntryFact.OccurrenceUpdated(
                                ID,
                                week(2),
                                List.of(new Change.When(span("2026-04-09T18:00", 90)))));
    }

    @Test
    void a_start_that_the_series_does_not_have_is_refused() {
        var beside =
                new EntryFact.OccurrenceUpdated(
                        ID,
                        new OccurrenceKey(1),
                        List.of(new Change.When(span("2026-04-02T17:00", 90))));
        var ended = new EntryFact.FollowingDeleted(ID, week(3));
        var split =
                new EntryFact.FollowingUpdated(ID, week(2), List.of(new Change.Title("Training")));
        for (var original :
                List.of(
                        "2026-04-08T16:00",
                        "2026-04-07T17:00",
                        "2026-04-02T16:00",
                        "2026-04-15T17:00",
                        "2026-04-22T17:00")) {
            expectRejection(
                    fixture()
                            .given(soccer(WEEKLY), beside, ended, split)
                            .when(occurrence(OccurrenceKey.FIRST, original, "Match")),
                    Rejection.NoSuchOccurrence.class);
        }
        fixture()
                .given(soccer(WEEKLY), beside)
                .when(occurrence(OccurrenceKey.FIRST, "2026-04-02T17:00", "Match"))
                .expectResultMessagePayload(ImportResult.UPDATED);
        expectRejection(
                fixture()
                        .given(pickup())
                        .when(occurrence(OccurrenceKey.FIRST, "2026-03-30T15:30", "Match")),
                Rejection.NoSuchOccurrence.class);
        expectRejection(
                fixture()
                        .given(soccer(WEEKLY))
                        .when(occurrence(week(1), "2026-04-08T17:00", "Match")),
                Rejection.NoSuchOccurrence.class);
    }

    @Test
    void it_comes_along_to_the_calendar_of_the_import() {
        var other = new CalendarId(6);
        fixture()
                .given(pickup())
                .when(imported(other, "School pickup", "2026-03-30T15:30"))
                .expectEvents(new EntryFact.EntryMoved(ID, FAMILY, other));
    }
}
