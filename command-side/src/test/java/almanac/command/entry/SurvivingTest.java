package almanac.command.entry;

import static almanac.command.entry.EntryFixture.ANA;
import static almanac.command.entry.EntryFixture.FAMILY;
import static almanac.command.entry.EntryFixture.ID;
import static almanac.command.entry.EntryFixture.expectRejection;
import static almanac.command.entry.EntryFixture.fixture;
import static almanac.command.entry.EntryFixture.repeat;
import static almanac.command.entry.EntryFixture.soccer;
import static almanac.command.entry.EntryFixture.span;
import static almanac.command.entry.EntryFixture.times;
import static almanac.command.entry.EntryFixture.update;
import static almanac.command.entry.EntryFixture.week;

import almanac.entry.Answer;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryCommand;
import almanac.entry.EntryFact;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Numbering;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Scope;
import almanac.message.Rejection;
import almanac.recurrence.Rule;
import almanac.time.Span;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SurvivingTest {

    private static final EntryFact SERIES = soccer("FREQ=WEEKLY;BYDAY=WE;COUNT=5");
    private static final EntryFact NOT_THE_FIRST = new EntryFact.OccurrenceDeleted(ID, week(0));
    private static final EntryFact LATE =
            new EntryFact.OccurrenceUpdated(
                    ID, week(2), List.of(new Change.When(span("2026-04-16T20:00", 30))));
    private static final EntryFact LEFT =
            updated(ends(span("2026-04-15T17:00", 90), Optional.of(week(2))));
    private static final Numbering AS_THE_SERIES =
            new Numbering(LocalDateTime.parse("2026-04-01T17:00"), 86_400);

    private static EntryFact updated(Change... changes) {
        return new EntryFact.EntryUpdated(ID, List.of(changes));
    }

    private static Change ends(Span first, Optional<OccurrenceKey> survivor) {
        return new Change.Repeats(first, Optional.empty(), Optional.empty(), survivor);
    }

    private static Optional<Recurrence> rule(String text) {
        return Optional.of(Recurrence.of(Rule.parse(text)));
    }

    private static ImportedEntry object(
            Span span, Optional<Recurrence> recurrence, ImportedOverride... own) {
        return new ImportedEntry(
                "soccer",
                Details.titled("Soccer practice"),
                span,
                recurrence,
                List.of(),
                List.of(own));
    }

    private static EntryCommand imports(ImportedEntry object) {
        return new EntryCommand.ImportEntry(ID, FAMILY, ANA, object);
    }

    private static EntryCommand merges(ImportedEntry object) {
        return new EntryCommand.MergeEntry(
                ID, FAMILY, ANA, OccurrenceKey.FIRST, object, OptionalLong.empty());
    }

    @Test
    void who_ends_a_series_leaves_the_first_that_takes_place_wherever_it_is_moved() {
        fixture()
                .given(SERIES, NOT_THE_FIRST)
                .when(
                        new EntryCommand.UpdateEntry(
                                ID,
                                Optional.of(week(3)),
                                Scope.ALL,
                                List.of(),
                                Optional.of(times("18:00", "19:00")),
                                Optional.of(Optional.empty()),
                                OptionalLong.empty()))
                .expectEvents(updated(ends(span("2026-04-08T18:00", 60), Optional.of(week(1)))));
    }

    @Test
    void a_file_and_a_provider_leave_the_one_that_begins_when_their_object_does() {
        var object = object(span("2026-04-16T20:00", 60), Optional.empty());
        var left = updated(ends(span("2026-04-16T20:00", 60), Optional.of(week(2))));
        fixture().given(SERIES, LATE).when(imports(object)).expectEvents(left);
        fixture().given(SERIES, LATE).when(merges(object)).expectEvents(left);
    }

    @Test
    void what_begins_when_no_occurrence_does_is_none_of_them() {
        var object = object(span("2026-04-15T17:10", 60), Optional.empty());
        var other = updated(ends(span("2026-04-15T17:10", 60), Optional.empty()));
        fixture().given(SERIES).when(imports(object)).expectEvents(other);
        fixture().given(SERIES).when(merges(object)).expectEvents(other);
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void the_number_of_the_occurrence_is_that_of_the_whole_for_who_changes_it(Scope scope) {
        var survivor = Optional.of(week(2));
        fixture()
                .given(SERIES, LEFT)
                .when(update(scope, survivor, new Change.Title("Cup final")))
                .expectEvents(updated(new Change.Title("Cup final")));
        fixture()
                .given(SERIES, LEFT)
                .when(new EntryCommand.TagEntry(ID, survivor, scope, "cup"))
                .expectEvents(updated(new Change.Tags(List.of("cup"))));
        fixture()
                .given(SERIES, LEFT)
                .when(new EntryCommand.DeleteEntry(ID, survivor, scope, OptionalLong.empty()))
                .expectEvents(new EntryFact.EntryDeleted(ID, FAMILY));
    }

    @Test
    void who_is_invited_answers_under_it_too() {
        var ben = new MailAddress("ben@example.org");
        var yes = Answer.of(Answer.Response.ACCEPTED);
        fixture()
                .given(SERIES, LEFT, updated(new Change.Invited(Invitee.of(ben))))
                .when(new EntryCommand.Respond(ID, Optional.of(week(2)), ben, yes))
                .expectEvents(updated(new Change.Answered(ben, yes)));
    }

    @Test
    void the_number_of_another_occurrence_is_none_of_its() {
        var gone = Optional.of(week(1));
        for (var command :
                List.of(
                        update(Scope.THIS, gone, new Change.Title("Cup final")),
                        new EntryCommand.TagEntry(ID, gone, Scope.THIS, "cup"),
                        new EntryCommand.DeleteEntry(ID, gone, Scope.THIS, OptionalLong.empty()))) {
            expectRejection(
                    fixture().given(SERIES, LEFT).when(command), Rejection.NoSuchOccurrence.class);
        }
    }

    @Test
    void it_counts_as_the_series_did_when_it_repeats_again() {
        var again =
                updated(
                        new Change.Repeats(
                                span("2026-04-15T17:00", 90),
                                rule("FREQ=DAILY"),
                                Optional.of(AS_THE_SERIES)));
        var daily = object(span("2026-04-15T17:00", 90), rule("FREQ=DAILY"));
        fixture()
                .given(SERIES, LEFT)
                .when(repeat(Scope.ALL, Optional.empty(), rule("FREQ=DAILY")))
                .expectEvents(again);
        fixture().given(SERIES, LEFT).when(imports(daily)).expectEvents(again);
        fixture().given(SERIES, LEFT).when(merges(daily)).expectEvents(again);
    }

    @Test
    void exceptions_that_come_with_the_series_are_those_of_its_own_days() {
        var second =
                new ImportedOverride(
                        LocalDateTime.parse("2026-04-16T17:00"),
                        Details.titled("Cup final"),
                        span("2026-04-16T17:00", 90));
        fixture()
                .given(SERIES, LEFT)
                .when(imports(object(span("2026-04-15T17:00", 90), rule("FREQ=DAILY"), second)))
                .expectEvents(
                        updated(
                                new Change.Repeats(
                                        span("2026-04-15T17:00", 90),
                                        rule("FREQ=DAILY"),
                                        Optional.of(AS_THE_SERIES))),
                        new EntryFact.OccurrenceUpdated(
                                ID, new OccurrenceKey(15), List.of(new Change.Title("Cup final"))));
    }

    @Test
    void in_finer_steps_it_counts_anew() {
        fixture()
                .given(SERIES, LEFT)
                .when(repeat(Scope.ALL, Optional.empty(), rule("FREQ=HOURLY")))
                .expectEvents(
                        updated(
                                new Change.Repeats(
                                        span("2026-04-15T17:00", 90),
                                        rule("FREQ=HOURLY"),
                                        Optional.of(
                                                new Numbering(
                                                        LocalDateTime.parse("2026-04-15T17:00"),
                                                        3_600)))));
    }
}
