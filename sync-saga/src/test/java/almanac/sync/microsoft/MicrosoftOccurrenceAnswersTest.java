package almanac.sync.microsoft;

import static almanac.sync.microsoft.Entries.START;
import static almanac.sync.microsoft.Entries.timed;
import static almanac.sync.microsoft.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.connection.ConflictPolicy;
import almanac.entry.Answer;
import almanac.entry.Answer.Response;
import almanac.entry.Change;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.MailAddress;
import almanac.simulated.microsoft.SimulatedMicrosoft;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.RemoteObject.Standing;
import almanac.sync.reconcile.Bases;
import almanac.sync.reconcile.Plan;
import almanac.sync.reconcile.Reconciler;
import almanac.sync.reconcile.Sides;
import almanac.sync.reconcile.Terms;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers to single occurrences of somebody else's series: scenario 27 of providers.md. */
final class MicrosoftOccurrenceAnswersTest {

    private static final String WEEKLY =
            """
            {"subject":"Theirs","isOrganizer":false,
             "organizer":{"emailAddress":{"name":"Cy","address":"cy@contoso.example"}},
             "responseStatus":{"response":"notResponded"},
             "start":{"dateTime":"2026-12-07T10:00:00","timeZone":"Romance Standard Time"},
             "end":{"dateTime":"2026-12-07T11:00:00","timeZone":"Romance Standard Time"},
             "recurrence":{"pattern":{"type":"weekly","interval":1,"daysOfWeek":["monday"]},
                           "range":{"type":"noEnd","startDate":"2026-12-07"}},
             "attendees":[{"type":"required",
               "emailAddress":{"name":"Alex","address":"alex@contoso.example"},
               "status":{"response":"none"}}]}
            """;
    private static final MailAddress ALEX = new MailAddress(SimulatedMicrosoft.ALEX);
    private static final LocalDateTime SECOND = START.plusWeeks(1);
    private static final LocalDateTime THIRD = START.plusWeeks(2);

    private final Outlook outlook = new Outlook();
    private final String id = outlook.alex.add("Team", WEEKLY);
    private final RemoteObject invited = fetched();

    @AfterEach
    void close() {
        outlook.close();
    }

    private RemoteObject fetched() {
        return outlook.fetch(id).orElseThrow();
    }

    private static Change answered(Response response) {
        return new Change.Answered(ALEX, Answer.of(response));
    }

    private static Change answered(Response response, String comment) {
        return new Change.Answered(ALEX, new Answer(response, Optional.of(comment)));
    }

    /** The same with this change of one occurrence. */
    private static ImportedEntry with(ImportedEntry entry, LocalDateTime start, Change change) {
        var overrides = new ArrayList<>(entry.overrides());
        var before =
                overrides.stream().filter(each -> each.originalStart().equals(start)).findAny();
        before.ifPresent(overrides::remove);
        overrides.add(
                new ImportedOverride(
                        start,
                        before.map(ImportedOverride::details).orElse(entry.details()).with(change),
                        before.map(ImportedOverride::span).orElse(timed(start))));
        overrides.sort(Comparator.comparing(ImportedOverride::originalStart));
        return entry.withOverrides(overrides);
    }

    private static Optional<Response> own(ImportedEntry entry, LocalDateTime start) {
        return entry.overrides().stream()
                .filter(each -> each.originalStart().equals(start))
                .findFirst()
                .map(ImportedOverride::details)
                .orElse(entry.details())
                .people()
                .attendee(ALEX)
                .map(attendee -> attendee.answer().response());
    }

    private long sends(Runnable write) {
        var before = outlook.simulator.requests().size();
        write.run();
        return outlook.simulator.requests().stream()
                .skip(before)
                .filter(request -> !request.startsWith("GET"))
                .count();
    }

    @ParameterizedTest
    @CsvSource({"ACCEPTED, accept, accepted", "TENTATIVE, tentativelyAccept, tentativelyAccepted"})
    void an_answer_to_one_occurrence_is_given_to_that_instance_alone(
            Response response, String call, String said) {
        var wanted = with(invited.content(), SECOND, answered(response));

        var updated = outlook.update(invited, wanted);

        assertThat(outlook.alex.mails()).containsExactly(call + " to cy@contoso.example");
        assertThat(outlook.alex.occurrence(id, SECOND)).contains("\"response\":\"" + said + "\"");
        assertThat(outlook.alex.event(id).orElseThrow()).contains("\"notResponded\"");
        assertThat(own(updated.content(), SECOND)).contains(response);
        assertThat(own(updated.content(), START)).contains(Response.NEEDS_ACTION);
        assertThat(updated).isEqualTo(fetched());
        assertThat(sends(() -> outlook.update(updated, updated.content()))).isZero();
        assertThat(sends(() -> outlook.update(updated, wanted(updated, wanted)))).isZero();
        assertThat(next(wanted, updated, fetched()).idle()).isTrue();
    }

    /** What is wanted with the rest as it stands: a tentative answer shows in the status too. */
    private static ImportedEntry wanted(RemoteObject now, ImportedEntry wanted) {
        var answer = own(wanted, SECOND).orElseThrow();
        return with(now.content(), SECOND, answered(answer));
    }

    /** What is planned once the object is read that was answered to our write. */
    private static Plan next(ImportedEntry ours, RemoteObject answered, RemoteObject read) {
        return Reconciler.plan(
                Sides.linked(
                        new Bases(ours, answered.content()),
                        Optional.of(ours),
                        Optional.of(read.content())),
                new Terms(
                        ConflictPolicy.NEWEST,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        Standing.INVITED,
                        true,
                        Optional.of(SimulatedMicrosoft.ALEX)));
    }

    @Test
    void a_declined_occurrence_leaves_outlook_and_is_then_gone_here_without_a_conflict() {
        var wanted = with(invited.content(), SECOND, answered(Response.DECLINED, "Away"));

        var updated = outlook.update(invited, wanted);

        assertThat(outlook.alex.mails()).containsExactly("decline to cy@contoso.example");
        assertThat(outlook.alex.cancelled(id)).containsExactly(SECOND);
        assertThat(own(updated.content(), SECOND)).contains(Response.DECLINED);
        var read = fetched();
        assertThat(read.version()).isNotEqualTo(updated.version());
        assertThat(read.content().exclusions()).containsExactly(SECOND);
        var plan = next(wanted, updated, read);
        assertThat(plan.remote()).isEqualTo(new Plan.Stays());
        assertThat(plan.disputes()).isEmpty();
        assertThat(plan.local())
                .isEqualTo(
                        new Plan.Becomes(
                                invited.content().withExceptions(List.of(SECOND), List.of())));
        assertFailure(() -> outlook.update(updated, wanted), ProviderFailure.Changed.class);
    }

    @Test
    void what_was_declined_and_is_gone_is_as_it_was_wanted() {
        var wanted = with(invited.content(), SECOND, answered(Response.DECLINED));
        outlook.update(invited, wanted);
        var gone = fetched();

        assertThat(sends(() -> assertThat(outlook.update(gone, wanted)).isEqualTo(gone))).isZero();
        var accepted = with(invited.content(), SECOND, answered(Response.ACCEPTED));
        assertFailure(() -> outlook.update(gone, accepted), ProviderFailure.Forbidden.class);
    }

    @Test
    void only_occurrences_whose_answer_differs_are_answered() {
        var first =
                outlook.update(
                        invited, with(invited.content(), SECOND, answered(Response.ACCEPTED)));

        var both =
                outlook.update(
                        first, with(first.content(), THIRD, answered(Response.ACCEPTED, "Yes")));

        assertThat(outlook.alex.mails()).hasSize(2);
        assertThat(own(both.content(), SECOND)).contains(Response.ACCEPTED);
        assertThat(own(both.content(), THIRD)).contains(Response.ACCEPTED);
        outlook.update(both, with(both.content(), THIRD, answered(Response.TENTATIVE)));
        assertThat(outlook.alex.mails()).hasSize(3);
        assertThat(own(fetched().content(), THIRD)).contains(Response.TENTATIVE);
    }

    @Test
    void an_exception_with_no_answer_of_its_own_answers_as_its_series() {
        outlook.alex.edit(id, SECOND, "{\"categories\":[\"Red\"]}");
        var changed = fetched();
        var yes = answered(Response.ACCEPTED, "Gladly");

        var updated =
                outlook.update(changed, with(Entries.with(changed.content(), yes), SECOND, yes));

        assertThat(outlook.alex.mails()).containsExactly("accept to cy@contoso.example");
        assertThat(own(updated.content(), SECOND)).contains(Response.ACCEPTED);
        assertThat(updated).isEqualTo(fetched());
    }

    @Test
    void a_new_answer_to_the_series_is_that_of_an_occurrence_which_has_no_other_any_more() {
        var maybe =
                outlook.update(
                        invited, with(invited.content(), SECOND, answered(Response.TENTATIVE)));
        var yes = answered(Response.ACCEPTED);

        var updated = outlook.update(maybe, with(Entries.with(maybe.content(), yes), SECOND, yes));

        assertThat(outlook.alex.mails())
                .containsExactly(
                        "tentativelyAccept to cy@contoso.example",
                        "accept to cy@contoso.example",
                        "accept to cy@contoso.example");
        assertThat(own(updated.content(), SECOND)).contains(Response.ACCEPTED);
    }

    @Test
    void a_series_and_one_of_its_occurrences_are_answered_differently() {
        var wanted =
                with(
                        Entries.with(invited.content(), answered(Response.ACCEPTED)),
                        SECOND,
                        answered(Response.TENTATIVE));

        var updated = outlook.update(invited, wanted);

        assertThat(outlook.alex.mails())
                .containsExactly(
                        "accept to cy@contoso.example", "tentativelyAccept to cy@contoso.example");
        assertThat(own(updated.content(), START)).contains(Response.ACCEPTED);
        assertThat(own(updated.content(), SECOND)).contains(Response.TENTATIVE);
    }

    @Test
    void an_answer_to_an_occurrence_cannot_be_taken_back_and_holds_up_no_other() {
        var yes =
                outlook.update(
                        invited, with(invited.content(), SECOND, answered(Response.ACCEPTED)));
        var back = with(yes.content(), SECOND, answered(Response.NEEDS_ACTION));

        assertFailure(() -> outlook.update(yes, back), ProviderFailure.Unsupported.class);
        assertThat(fetched()).isEqualTo(yes);
        var more = with(back, THIRD, answered(Response.ACCEPTED));
        assertFailure(() -> outlook.update(yes, more), ProviderFailure.Refused.class);
        assertThat(own(fetched().content(), THIRD)).contains(Response.ACCEPTED);
    }

    @Test
    void of_an_occurrence_nothing_but_the_answer_may_change() {
        var wanted =
                with(
                        with(invited.content(), SECOND, answered(Response.ACCEPTED)),
                        SECOND,
                        new Change.Title("Mine"));

        assertFailure(() -> outlook.update(invited, wanted), ProviderFailure.Forbidden.class);
        assertThat(outlook.alex.mails()).isEmpty();
    }
}
