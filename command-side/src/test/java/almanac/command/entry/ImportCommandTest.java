package almanac.command.entry;

import static almanac.command.entry.EntryFixture.ANA;
import static almanac.command.entry.EntryFixture.FAMILY;
import static almanac.command.entry.EntryFixture.ID;
import static almanac.command.entry.EntryFixture.fixture;
import static almanac.command.entry.EntryFixture.pickup;
import static almanac.command.entry.EntryFixture.span;

import almanac.calendar.CalendarId;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryCommand.ImportEntry;
import almanac.entry.EntryFact;
import almanac.entry.ImportResult;
import almanac.entry.ImportedEntry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ImportCommandTest {

    private static ImportEntry imported(CalendarId calendar, String title, String start) {
        return new ImportEntry(
                ID,
                calendar,
                ANA,
                new ImportedEntry(
                        "pickup",
                        Details.titled(title),
                        span(start, 30),
                        Optional.empty(),
                        List.of(),
                        List.of()));
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

    @Test
    void it_comes_along_to_the_calendar_of_the_import() {
        var other = new CalendarId(6);
        fixture()
                .given(pickup())
                .when(imported(other, "School pickup", "2026-03-30T15:30"))
                .expectEvents(new EntryFact.EntryMoved(ID, FAMILY, other));
    }
}
