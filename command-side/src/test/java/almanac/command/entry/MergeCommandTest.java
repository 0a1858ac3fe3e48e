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
import almanac.entry.EntryCommand.DeletePart;
import almanac.entry.EntryCommand.MergeEntry;
import almanac.entry.EntryCommand.WelcomeEntry;
import almanac.entry.EntryFact;
import almanac.entry.ImportResult;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.message.Rejection;
import almanac.recurrence.Rule;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MergeCommandTest {

    private static final String RULE = "FREQ=WEEKLY;BYDAY=WE;COUNT=8";

    private static final EntryFact SPLIT =
            new EntryFact.FollowingUpdated(ID, week(4), List.of(new Change.Title("Match")));

    private static MergeEntry merge(OccurrenceKey part, ImportedEntry content) {
        return new MergeEntry(ID, new CalendarId(6), ANA, part, content, OptionalLong.empty());
    }

    private static DeletePart delete(OccurrenceKey part) {
        return new DeletePart(ID, part, OptionalLong.empty());
    }

    private static ImportedEntry single(String title, String start) {
        return ImportedEntry.single("pickup", Details.titled(title), span(start, 30));
    }

    private static ImportedEntry series(String title, String start, String rule) {
        return series(title, start, rule, List.of());
    }

    private static ImportedEntry series(
            String title, String start, String rule, List<ImportedOverride> overrides) {
        return new ImportedEntry(
                "soccer",
                Details.titled(title),
                span(start, 90),
                Optional.of(Recurrence.of(Rule.parse(rule))),
                List.of(),
                overrides);
    }

    private static EntryFact rescheduled(
            OccurrenceKey from, String start, String rule, long shift) {
        return new EntryFact.SegmentRescheduled(
                ID, from, span(start, 90), Recurrence.of(Rule.parse(rule)), shift);
    }

    @Test
    void what_was_not_there_is_created_on_the_calendar_named() {
        var command =
                new MergeEntry(
                        ID,
                        FAMILY,
                        ANA,
                        OccurrenceKey.FIRST,
                        single("School pickup", "2026-03-30T15:30"),
                        OptionalLong.empty());
        fixture()
                .givenNoPriorActivity()
                .when(command)
                .expectEvents(pickup())
                .expectResultMessagePayload(ImportResult.CREATED);
        fixture()
                .given(pickup(), new EntryFact.EntryDeleted(ID, FAMILY))
                .when(command)
                .expectEvents(pickup())
                .expectResultMessagePayload(ImportResult.CREATED);
    }

    @Test
    void what_nothing_here_knows_is_created_and_what_has_a_past_is_refused() {
        var command =
                new WelcomeEntry(ID, FAMILY, ANA, single("School pickup", "2026-03-30T15:30"));
        fixture().givenNoPriorActivity().when(command).expectEvents(pickup());
        fixture()
                .given(pickup(), new EntryFact.EntryDeleted(ID, FAMILY))
                .when(command)
                .expectException(EventStoreException.class);
    }

    @Test
    void a_later_part_of_what_is_not_there_is_refused() {
        expectRejection(
                fixture()
                        .given(pickup(), new EntryFact.EntryDeleted(ID, FAMILY))
                        .when(merge(week(1), single("x", "2026-03-30T15:30"))),
                Rejection.NotFound.class);
        expectRejection(
                fixture().given(pickup()).when(merge(week(1), single("x", "2026-03-30T15:30"))),
                Rejection.NoSuchOccurrence.class);
        expectRejection(
                fixture()
                        .given(soccer(RULE))
                        .when(merge(week(4), series("x", "2026-04-29T17:00", RULE))),
                Rejection.NoSuchOccurrence.class);
    }

    @Test
    void an_entry_stays_on_its_calendar_and_takes_only_what_differs() {
        fixture()
                .given(pickup())
                .when(merge(OccurrenceKey.FIRST, single("School pickup", "2026-03-30T15:30")))
                .expectNoEvents()
                .expectResultMessagePayload(ImportResult.UNCHANGED);
        fixture()
                .given(pickup())
                .when(merge(OccurrenceKey.FIRST, single("Pickup", "2026-03-30T15:30")))
                .expectEvents(new EntryFact.EntryUpdated(ID, List.of(new Change.Title("Pickup"))))
                .expectResultMessagePayload(ImportResult.UPDATED);
    }

    @Test
    void another_revision_than_the_expected_one_is_refused() {
        var content = single("Pickup", "2026-03-30T15:30");
        expectRejection(
                fixture()
                        .given(pickup())
                        .when(
                                new MergeEntry(
                                        ID,
                                        FAMILY,
                                        ANA,
                                        OccurrenceKey.FIRST,
                                        content,
                                        OptionalLong.of(3))),
                Rejection.StaleRevision.class);
        expectRejection(
                fixture()
                        .givenNoPriorActivity()
                        .when(
                                new MergeEntry(
                                        ID,
                                        FAMILY,
                                        ANA,
                                        OccurrenceKey.FIRST,
                                        content,
                                        OptionalLong.of(0))),
                Rejection.StaleRevision.class);
        expectRejection(
                fixture()
                        .given(soccer(RULE), SPLIT)
                        .when(new DeletePart(ID, week(4), OptionalLong.of(0))),
                Rejection.StaleRevision.class);
    }

    @Test
    void a_single_entry_becomes_a_series_and_one_again() {
        fixture()
                .given(pickup())
                .when(
                        merge(
                                OccurrenceKey.FIRST,
                                series("School pickup", "2026-03-30T15:30", "FREQ=DAILY")))
                .expectEvents(
                        new EntryFact.EntryUpdated(
                                ID,
                                List.of(
                                        new Change.Repeats(
                                                span("2026-03-30T15:30", 90),
                                                Optional.of(
                                                        Recurrence.of(Rule.parse("FREQ=DAILY"))),
                                                Optional.of(
                                                        new almanac.entry.Numbering(
                                                                LocalDateTime.parse(
                                                                        "2026-03-30T15:30"),
                                                                86_400))))));
        fixture()
                .given(soccer(RULE))
                .when(merge(OccurrenceKey.FIRST, single("Soccer practice", "2026-04-01T17:00")))
                .expectEvents(
                        new EntryFact.EntryUpdated(
                                ID,
                                List.of(
                                        new Change.Repeats(
                                                span("2026-04-01T17:00", 30),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.of(week(0))))));
    }

    @Test
    void an_end_said_at_the_provider_is_one_of_the_first_part_alone() {
        fixture()
                .given(soccer(RULE), SPLIT)
                .when(
                        merge(
                                OccurrenceKey.FIRST,
                                series(
                                        "Soccer practice",
                                        "2026-04-01T17:00",
                                        "FREQ=WEEKLY;BYDAY=WE;COUNT=2")))
                .expectEvents(
                        rescheduled(
                                OccurrenceKey.FIRST,
                                "2026-04-01T17:00",
                                "FREQ=WEEKLY;BYDAY=WE;COUNT=2",
                                0));
    }

    @Test
    void a_part_moved_as_a_whole_keeps_its_keys_and_one_begun_later_keeps_them_by_date() {
        // the same rule one day later: each occurrence is the one it was
        fixture()
                .given(soccer("FREQ=WEEKLY;BYDAY=WE"))
                .when(
                        merge(
                                OccurrenceKey.FIRST,
                                series(
                                        "Soccer practice",
                                        "2026-04-02T18:00",
                                        "FREQ=WEEKLY;BYDAY=TH")))
                .expectEvents(
                        rescheduled(
                                OccurrenceKey.FIRST,
                                "2026-04-02T18:00",
                                "FREQ=WEEKLY;BYDAY=TH",
                                25 * 3_600));
        // the first is gone: the second is still the second
        fixture()
                .given(soccer("FREQ=WEEKLY;BYDAY=WE"))
                .when(
                        merge(
                                OccurrenceKey.FIRST,
                                series(
                                        "Soccer practice",
                                        "2026-04-08T17:00",
                                        "FREQ=WEEKLY;BYDAY=WE")))
                .expectEvents(
                        rescheduled(
                                OccurrenceKey.FIRST,
                                "2026-04-08T17:00",
                                "FREQ=WEEKLY;BYDAY=WE",
                                0));
    }

    @Test
    void only_the_differences_of_one_occurrence_are_kept_with_it() {
        var wanted =
                new ImportedOverride(
                        LocalDateTime.parse("2026-05-06T17:00"),
                        Details.titled("Final"),
                        span("2026-05-07T17:00", 90));
        var content =
                new ImportedEntry(
                        "soccer-from-28",
                        Details.titled("Match"),
                        span("2026-04-29T17:00", 90),
                        Optional.of(
                                Recurrence.of(
                                        Rule.parse("FREQ=WEEKLY;UNTIL=20260520T150000Z;BYDAY=WE"))),
                        List.of(LocalDateTime.parse("2026-05-13T17:00")),
                        List.of(wanted));
        fixture()
                .given(soccer(RULE), SPLIT)
                .when(merge(week(4), content))
                .expectEvents(
                        new EntryFact.OccurrenceDeleted(ID, week(6)),
                        new EntryFact.OccurrenceUpdated(
                                ID,
                                week(5),
                                List.of(
                                        new Change.Title("Final"),
                                        new Change.When(span("2026-05-07T17:00", 90)))));
    }

    @Test
    void finer_steps_than_the_whole_has_are_refused_to_one_part_of_several() {
        expectRejection(
                fixture()
                        .given(soccer(RULE), SPLIT)
                        .when(
                                merge(
                                        week(4),
                                        series(
                                                "Match",
                                                "2026-04-29T17:00",
                                                "FREQ=HOURLY;COUNT=3"))),
                Rejection.Invalid.class);
    }

    @Test
    void a_part_is_deleted_alone_and_stands_again_when_it_comes_back() {
        var deleted = new EntryFact.SegmentDeleted(ID, OccurrenceKey.FIRST);
        fixture()
                .given(soccer(RULE), SPLIT)
                .when(delete(OccurrenceKey.FIRST))
                .expectEvents(deleted);
        fixture()
                .given(soccer(RULE), SPLIT, deleted)
                .when(delete(OccurrenceKey.FIRST))
                .expectNoEvents();
        fixture()
                .given(soccer(RULE), SPLIT, deleted)
                .when(
                        merge(
                                OccurrenceKey.FIRST,
                                series(
                                        "Soccer practice",
                                        "2026-04-01T17:00",
                                        "FREQ=WEEKLY;BYDAY=WE;COUNT=4")))
                .expectEvents(
                        rescheduled(
                                OccurrenceKey.FIRST,
                                "2026-04-01T17:00",
                                "FREQ=WEEKLY;BYDAY=WE;COUNT=4",
                                0));
    }

    @Test
    void with_its_last_part_an_entry_is_deleted() {
        fixture()
                .given(soccer(RULE), SPLIT, new EntryFact.SegmentDeleted(ID, week(4)))
                .when(delete(OccurrenceKey.FIRST))
                .expectEvents(new EntryFact.EntryDeleted(ID, FAMILY));
        fixture()
                .given(pickup())
                .when(delete(OccurrenceKey.FIRST))
                .expectEvents(new EntryFact.EntryDeleted(ID, FAMILY));
        expectRejection(
                fixture().given(soccer(RULE)).when(delete(week(4))),
                Rejection.NoSuchOccurrence.class);
    }
}
