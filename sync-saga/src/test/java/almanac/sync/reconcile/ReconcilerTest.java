package almanac.sync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.connection.ConflictPolicy;
import almanac.connection.Disagreement;
import almanac.connection.Side;
import almanac.connection.TraceLine.Reason;
import almanac.entry.Answer;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Recurrence;
import almanac.recurrence.Rule;
import almanac.sync.provider.RemoteObject.Standing;
import almanac.sync.reconcile.Plan.Becomes;
import almanac.sync.reconcile.Plan.Goes;
import almanac.sync.reconcile.Plan.Link;
import almanac.sync.reconcile.Plan.Stays;
import almanac.time.End;
import almanac.time.Span;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReconcilerTest {

    private static final ImportedEntry LUNCH = single("Lunch", "2026-04-01T12:00");
    private static final ImportedEntry SOCCER =
            series("2026-04-01T17:00", "FREQ=WEEKLY;BYDAY=WE", List.of(), List.of());

    private static final MailAddress GUEST = new MailAddress("kim@example.com");

    private static ImportedEntry single(String title, String start) {
        return ImportedEntry.single("uid", Details.titled(title), span(start));
    }

    private static ImportedEntry series(
            String start, String rule, List<String> exclusions, List<ImportedOverride> overrides) {
        return new ImportedEntry(
                "uid",
                Details.titled("Soccer"),
                span(start),
                Optional.of(Recurrence.of(Rule.parse(rule))),
                exclusions.stream().map(LocalDateTime::parse).toList(),
                overrides);
    }

    private static Span span(String start) {
        return span(start, "Europe/Berlin");
    }

    private static Span span(String start, String zone) {
        var time = LocalDateTime.parse(start);
        return new Span.Timed(time, ZoneId.of(zone), new End.At(time.plusHours(1)));
    }

    private static ImportedOverride titled(String start, String title) {
        return new ImportedOverride(LocalDateTime.parse(start), Details.titled(title), span(start));
    }

    private static ImportedEntry with(ImportedEntry content, Change... changes) {
        return new ImportedEntry(
                content.uid(),
                content.details().withAll(List.of(changes)),
                content.span(),
                content.recurrence(),
                content.exclusions(),
                content.overrides());
    }

    private static Change.Location location(String to) {
        return new Change.Location(Optional.of(to));
    }

    private static Terms terms(ConflictPolicy policy, long localAt, long remoteAt) {
        return Terms.of(policy, Instant.ofEpochSecond(localAt), Instant.ofEpochSecond(remoteAt));
    }

    private static Terms standing(Standing standing) {
        return new Terms(
                ConflictPolicy.NEWEST,
                Instant.EPOCH,
                Instant.EPOCH,
                standing,
                true,
                Optional.of("ana@example.com"));
    }

    private static Plan plan(ImportedEntry base, ImportedEntry local, ImportedEntry remote) {
        return plan(base, local, remote, terms(ConflictPolicy.NEWEST, 2, 1));
    }

    private static Plan plan(
            ImportedEntry base, ImportedEntry local, ImportedEntry remote, Terms terms) {
        return Reconciler.plan(linked(base, Optional.of(local), Optional.of(remote)), terms);
    }

    private static Sides linked(
            ImportedEntry base, Optional<ImportedEntry> local, Optional<ImportedEntry> remote) {
        return Sides.linked(new Bases(base, base), local, remote);
    }

    @Test
    void what_only_one_side_changed_is_taken_to_the_other() {
        var edited = with(LUNCH, location("Hall"));

        assertThat(plan(LUNCH, edited, LUNCH))
                .returns(new Stays(), Plan::local)
                .returns(new Becomes(edited), Plan::remote)
                .returns(Reason.PUSHED, Plan::reason);
        assertThat(plan(LUNCH, LUNCH, edited))
                .returns(new Becomes(edited), Plan::local)
                .returns(new Stays(), Plan::remote)
                .returns(Reason.APPLIED, Plan::reason);
    }

    @Test
    void the_same_change_on_both_sides_needs_no_write() {
        var edited = with(LUNCH, location("Hall"));

        assertThat(plan(LUNCH, edited, edited))
                .returns(true, Plan::idle)
                .returns(Reason.ECHO, Plan::reason)
                .returns(List.of(), Plan::disputes);
    }

    @Test
    void different_fields_merge() {
        var both = with(LUNCH, location("Hall"), new Change.Title("Dinner"));

        assertThat(
                        plan(
                                LUNCH,
                                with(LUNCH, location("Hall")),
                                with(LUNCH, new Change.Title("Dinner"))))
                .returns(new Becomes(both), Plan::local)
                .returns(new Becomes(both), Plan::remote)
                .returns(Reason.MERGED, Plan::reason)
                .returns(List.of(), Plan::disputes);
    }

    @Test
    void of_two_values_the_newer_stands_and_both_are_kept_with_the_base() {
        var ours = with(LUNCH, new Change.Title("Ours"));
        var theirs = with(LUNCH, new Change.Title("Theirs"));
        var disagreement =
                new Disagreement(
                        Optional.empty(),
                        "title",
                        Optional.of(new Change.Title("Lunch")),
                        Optional.of(new Change.Title("Ours")),
                        Optional.of(new Change.Title("Theirs")));

        assertThat(plan(LUNCH, ours, theirs, terms(ConflictPolicy.NEWEST, 1, 2)))
                .returns(new Becomes(theirs), Plan::local)
                .returns(new Stays(), Plan::remote)
                .returns(
                        List.of(new Dispute(Side.PROVIDER, List.of(disagreement))), Plan::disputes);
        // at the same instant ours stands
        assertThat(plan(LUNCH, ours, theirs, terms(ConflictPolicy.NEWEST, 2, 2)))
                .returns(new Stays(), Plan::local)
                .returns(new Becomes(ours), Plan::remote)
                .returns(List.of(new Dispute(Side.LOCAL, List.of(disagreement))), Plan::disputes);
        assertThat(plan(LUNCH, ours, theirs, terms(ConflictPolicy.LOCAL, 1, 2)).remote())
                .isEqualTo(new Becomes(ours));
        assertThat(plan(LUNCH, ours, theirs, terms(ConflictPolicy.PROVIDER, 2, 1)).local())
                .isEqualTo(new Becomes(theirs));
    }

    @Test
    void an_edit_beats_a_delete_on_the_other_side() {
        var edited = with(LUNCH, location("Hall"));
        var terms = terms(ConflictPolicy.NEWEST, 1, 2);

        var theirs = Reconciler.plan(linked(LUNCH, Optional.empty(), Optional.of(edited)), terms);
        assertThat(theirs.local()).isEqualTo(new Becomes(edited));
        assertThat(theirs.disputes().getFirst().standing()).isEqualTo(Side.PROVIDER);
        assertThat(theirs.disagreements())
                .extracting(Disagreement::field)
                .containsExactly(Disagreement.EXISTENCE, "location");
        assertThat(theirs.disagreements().getLast())
                .as("what was edited")
                .returns(Optional.of(location("Hall")), Disagreement::remote)
                .returns(Optional.empty(), Disagreement::local);

        var ours = Reconciler.plan(linked(LUNCH, Optional.of(edited), Optional.empty()), terms);
        assertThat(ours.remote()).isEqualTo(new Becomes(edited));
        assertThat(ours.disputes().getFirst().standing()).isEqualTo(Side.LOCAL);
        assertThat(ours.disagreements().getLast())
                .returns(Optional.of(location("Hall")), Disagreement::local)
                .returns(Optional.empty(), Disagreement::remote);
    }

    @Test
    void an_edit_that_beats_a_delete_tells_when_single_occurrences_were_moved_to() {
        var moved = span("2026-04-08T19:00");
        var own =
                new ImportedOverride(
                        LocalDateTime.parse("2026-04-08T17:00"), SOCCER.details(), moved);
        var ours = series("2026-04-01T17:00", "FREQ=WEEKLY;BYDAY=WE", List.of(), List.of(own));

        var plan =
                Reconciler.plan(
                        linked(SOCCER, Optional.of(ours), Optional.empty()),
                        terms(ConflictPolicy.NEWEST, 1, 2));

        assertThat(plan.disagreements().getLast())
                .returns(Optional.of(own.originalStart()), Disagreement::occurrence)
                .returns(Optional.of(new Change.When(moved)), Disagreement::local);
    }

    @Test
    void a_delete_of_what_nobody_touched_is_taken_and_of_both_forgotten() {
        var terms = terms(ConflictPolicy.NEWEST, 1, 2);

        assertThat(Reconciler.plan(linked(LUNCH, Optional.empty(), Optional.of(LUNCH)), terms))
                .returns(new Goes(), Plan::remote)
                .returns(Link.ENDED, Plan::link)
                .returns(List.of(), Plan::disputes);
        assertThat(Reconciler.plan(linked(LUNCH, Optional.of(LUNCH), Optional.empty()), terms))
                .returns(new Goes(), Plan::local)
                .returns(Link.ENDED, Plan::link);
        assertThat(Reconciler.plan(linked(LUNCH, Optional.empty(), Optional.empty()), terms))
                .returns(true, Plan::idle)
                .returns(Link.ENDED, Plan::link);
    }

    @Test
    void what_the_provider_cannot_hold_is_no_edit_and_comes_back_when_it_does() {
        var ours = with(LUNCH, new Change.Color(Optional.of("red")));
        var bases = new Bases(ours, LUNCH);
        var terms = terms(ConflictPolicy.PROVIDER, 1, 2);
        var edited = with(LUNCH, location("Hall"));

        assertThat(
                        Reconciler.plan(
                                Sides.linked(bases, Optional.of(ours), Optional.of(LUNCH)), terms))
                .returns(true, Plan::idle)
                .returns(Reason.UNCHANGED, Plan::reason);
        assertThat(
                        Reconciler.plan(
                                        Sides.linked(bases, Optional.of(ours), Optional.of(edited)),
                                        terms)
                                .local())
                .isEqualTo(new Becomes(with(ours, location("Hall"))));
        assertThat(
                        Reconciler.plan(
                                        Sides.linked(bases, Optional.empty(), Optional.of(edited)),
                                        terms)
                                .local())
                .isEqualTo(new Becomes(with(ours, location("Hall"))));
    }

    @Test
    void another_name_of_the_same_zone_is_no_edit() {
        var brussels = zoned("2026-04-01T12:00", "Europe/Brussels");
        var paris = zoned("2026-04-01T12:00", "Europe/Paris");

        assertThat(plan(brussels, brussels, paris).idle()).isTrue();
        // and an edit under that name comes in under ours
        assertThat(plan(brussels, brussels, zoned("2026-04-01T13:00", "Europe/Paris")).local())
                .isEqualTo(new Becomes(zoned("2026-04-01T13:00", "Europe/Brussels")));
        assertThat(plan(brussels, brussels, zoned("2026-04-01T12:00", "Europe/London")).local())
                .isEqualTo(new Becomes(zoned("2026-04-01T12:00", "Europe/London")));
    }

    private static ImportedEntry zoned(String start, String zone) {
        return ImportedEntry.single("uid", Details.titled("Lunch"), span(start, zone));
    }

    @Test
    void an_exception_here_and_a_move_of_the_series_there_are_both_kept() {
        var ours =
                series(
                        "2026-04-01T17:00",
                        "FREQ=WEEKLY;BYDAY=WE",
                        List.of("2026-04-15T17:00"),
                        List.of(titled("2026-04-08T17:00", "Final")));
        var theirs = series("2026-04-02T18:00", "FREQ=WEEKLY;BYDAY=TH", List.of(), List.of());
        var both =
                series(
                        "2026-04-02T18:00",
                        "FREQ=WEEKLY;BYDAY=TH",
                        List.of("2026-04-16T18:00"),
                        List.of(titled("2026-04-09T18:00", "Final")));

        assertThat(plan(SOCCER, ours, theirs))
                .returns(new Becomes(both), Plan::local)
                .returns(new Becomes(both), Plan::remote)
                .returns(List.of(), Plan::disputes);
    }

    @Test
    void an_exception_on_a_day_that_is_no_more_is_kept_as_a_disagreement() {
        var ours =
                series(
                        "2026-04-01T17:00",
                        "FREQ=WEEKLY;BYDAY=WE",
                        List.of(),
                        List.of(titled("2026-04-08T17:00", "Final")));
        var theirs = series("2026-04-01T17:00", "FREQ=MONTHLY", List.of(), List.of());

        assertThat(plan(SOCCER, ours, theirs))
                .returns(new Becomes(theirs), Plan::local)
                .returns(new Stays(), Plan::remote)
                .returns(
                        List.of(
                                new Dispute(
                                        Side.PROVIDER,
                                        List.of(
                                                new Disagreement(
                                                        Optional.of(
                                                                LocalDateTime.parse(
                                                                        "2026-04-08T17:00")),
                                                        "title",
                                                        Optional.empty(),
                                                        Optional.of(new Change.Title("Final")),
                                                        Optional.empty())))),
                        Plan::disputes);
    }

    @Test
    void an_exception_outside_the_rule_goes_where_the_other_side_has_dropped_it() {
        var base =
                series(
                        "2026-04-01T17:00",
                        "FREQ=WEEKLY;BYDAY=WE",
                        List.of(),
                        List.of(titled("2026-04-16T17:00", "Soccer, for once on a Thursday")));

        var plan = plan(base, base, SOCCER);

        assertThat(plan.local()).isEqualTo(new Becomes(SOCCER));
        assertThat(plan.remote()).isEqualTo(new Stays());
        assertThat(plan.disputes()).isEmpty();
    }

    @Test
    void an_exception_behind_a_cut_of_ours_goes_with_what_was_cut() {
        var weekly = "FREQ=WEEKLY;BYDAY=WE";
        var thursday = titled("2026-04-16T17:00", "Soccer, for once on a Thursday");
        var theirs = series("2026-04-01T17:00", weekly, List.of(), List.of(thursday));
        var ours = series("2026-04-01T17:00", weekly + ";COUNT=2", List.of(), List.of());
        var before = new Bases(Cut.beforehand(theirs, ours), theirs);

        var plan =
                Reconciler.plan(
                        Sides.linked(before, Optional.of(ours), Optional.of(theirs)),
                        terms(ConflictPolicy.PROVIDER, 2, 1));

        assertThat(Cut.of(theirs, ours)).isPresent();
        assertThat(plan.local()).isEqualTo(new Stays());
        assertThat(plan.remote()).isEqualTo(new Becomes(ours));
    }

    @Test
    void an_edit_of_one_occurrence_beats_its_deletion_there() {
        var ours =
                series(
                        "2026-04-01T17:00",
                        "FREQ=WEEKLY;BYDAY=WE",
                        List.of(),
                        List.of(titled("2026-04-08T17:00", "Final")));
        var theirs =
                series(
                        "2026-04-01T17:00",
                        "FREQ=WEEKLY;BYDAY=WE",
                        List.of("2026-04-08T17:00", "2026-04-15T17:00"),
                        List.of());
        var both =
                series(
                        "2026-04-01T17:00",
                        "FREQ=WEEKLY;BYDAY=WE",
                        List.of("2026-04-15T17:00"),
                        List.of(titled("2026-04-08T17:00", "Final")));

        var plan = plan(SOCCER, ours, theirs, terms(ConflictPolicy.PROVIDER, 1, 2));

        assertThat(plan.local()).isEqualTo(new Becomes(both));
        assertThat(plan.remote()).isEqualTo(new Becomes(both));
        assertThat(plan.disputes()).extracting(Dispute::standing).containsExactly(Side.LOCAL);
        assertThat(plan.disagreements())
                .extracting(Disagreement::field)
                .containsExactly(Disagreement.EXISTENCE, "title");
    }

    @Test
    void a_rule_and_a_first_day_that_may_not_fit_are_taken_from_one_side() {
        var ours = series("2026-04-02T17:00", "FREQ=WEEKLY;BYDAY=TH", List.of(), List.of());
        var theirs = series("2026-04-01T17:00", "FREQ=WEEKLY;COUNT=5", List.of(), List.of());

        var plan = plan(SOCCER, ours, theirs, terms(ConflictPolicy.PROVIDER, 1, 2));

        assertThat(plan.local()).isEqualTo(new Becomes(theirs));
        assertThat(plan.remote()).isEqualTo(new Stays());
        assertThat(plan.disagreements())
                .extracting(Disagreement::field)
                .containsExactlyInAnyOrder("when", "repeats");
    }

    @Test
    void two_that_were_never_linked_become_one() {
        var terms = terms(ConflictPolicy.NEWEST, 2, 1);
        var theirs = with(LUNCH, new Change.Title("Theirs"), location("Hall"));

        assertThat(Reconciler.plan(Sides.unlinked(Optional.of(LUNCH), Optional.of(LUNCH)), terms))
                .returns(true, Plan::idle)
                .returns(Reason.ADOPTED, Plan::reason);
        assertThat(Reconciler.plan(Sides.unlinked(Optional.of(LUNCH), Optional.of(theirs)), terms))
                .returns(new Becomes(with(LUNCH, location("Hall"))), Plan::local)
                .returns(new Becomes(with(LUNCH, location("Hall"))), Plan::remote)
                .returns(
                        List.of(
                                new Disagreement(
                                        Optional.empty(),
                                        "title",
                                        Optional.empty(),
                                        Optional.of(new Change.Title("Lunch")),
                                        Optional.of(new Change.Title("Theirs")))),
                        Plan::disagreements);
    }

    @Test
    void of_two_that_were_never_linked_the_same_end_in_another_form_is_the_same() {
        var ours = series("2026-04-01T17:00", "FREQ=WEEKLY;UNTIL=20260429", List.of(), List.of());
        var theirs =
                series(
                        "2026-04-01T17:00",
                        "FREQ=WEEKLY;UNTIL=20260429T215959Z",
                        List.of(),
                        List.of());

        var plan =
                Reconciler.plan(
                        Sides.unlinked(Optional.of(ours), Optional.of(theirs)),
                        terms(ConflictPolicy.NEWEST, 2, 1));

        assertThat(plan.idle()).isTrue();
        assertThat(plan.disputes()).isEmpty();
    }

    @Test
    void edits_that_may_not_be_pushed_stay_here_and_stay_edits() {
        var ours = with(LUNCH, new Change.Title("Ours"));
        for (var standing : List.of(Standing.INVITED, Standing.READ_ONLY, Standing.BUSY_ONLY)) {
            var plan = plan(LUNCH, ours, LUNCH, standing(standing));

            assertThat(plan.idle()).as(standing.toString()).isTrue();
            assertThat(plan.reason())
                    .isEqualTo(standing == Standing.INVITED ? Reason.FILTERED : Reason.READ_ONLY);
            assertThat(plan.held().orElseThrow()).endsWith(" change title");
            assertThat(plan.bases(ours, LUNCH)).isEqualTo(new Bases(LUNCH, LUNCH));
        }
    }

    @Test
    void whoever_is_invited_is_told_which_edits_only_the_organizer_may_make() {
        var terms = standing(Standing.INVITED);
        var ours =
                with(single("Ours", "2026-04-01T13:00"), new Change.Location(Optional.of("Here")));

        assertThat(plan(LUNCH, ours, LUNCH, terms).held())
                .contains("only the organizer may change location, title, when");
        assertThat(
                        Reconciler.plan(
                                        Sides.linked(
                                                new Bases(LUNCH, LUNCH),
                                                Optional.empty(),
                                                Optional.of(LUNCH)),
                                        terms)
                                .held())
                .contains("only the organizer may change whether it takes place");
        assertThat(plan(LUNCH, LUNCH, LUNCH, terms).held()).isEmpty();
        assertThat(plan(LUNCH, ours, LUNCH, standing(Standing.OURS)).held()).isEmpty();
    }

    @Test
    void the_own_answer_to_an_invitation_may_be_pushed_and_no_other() {
        var terms = standing(Standing.INVITED);

        assertThat(terms.pushes(Field.attendee("Ana@example.com"))).isTrue();
        assertThat(terms.pushes(Field.attendee("bob@example.com"))).isFalse();
        assertThat(terms.pushes(Field.of(new Change.Title("x")))).isFalse();
        assertThat(standing(Standing.READ_ONLY).pushes(Field.attendee("ana@example.com")))
                .isFalse();
    }

    @Test
    void where_only_times_are_shown_nothing_but_times_is_taken() {
        var busy = single("", "2026-04-01T13:00");

        assertThat(plan(LUNCH, LUNCH, busy, standing(Standing.BUSY_ONLY)).local())
                .isEqualTo(new Becomes(single("Lunch", "2026-04-01T13:00")));
        assertThat(
                        plan(
                                        LUNCH,
                                        LUNCH,
                                        single("", "2026-04-01T12:00"),
                                        standing(Standing.BUSY_ONLY))
                                .idle())
                .isTrue();
    }

    @Test
    void an_edit_whose_push_failed_is_still_due_though_it_won_by_what_was_there_before() {
        var theirs = with(SOCCER, new Change.Title("Theirs"));
        var ours = with(SOCCER, new Change.Title("Ours"));
        var plan = plan(SOCCER, ours, theirs, terms(ConflictPolicy.LOCAL, 1, 2));

        var bases = plan.basesBeforePush(ours, theirs);
        var next =
                Reconciler.plan(
                        Sides.linked(bases, Optional.of(ours), Optional.of(theirs)),
                        terms(ConflictPolicy.LOCAL, 1, 2));

        assertThat(next.remote()).isEqualTo(new Becomes(ours));
        assertThat(next.disputes()).isEmpty();
    }

    @Test
    void what_was_deleted_here_does_not_come_back_because_a_guest_answers() {
        var met = with(LUNCH, new Change.Invited(Invitee.of(GUEST)));
        var answered = with(met, new Change.Answered(GUEST, Answer.of(Answer.Response.ACCEPTED)));

        assertThat(deletedHere(met, answered, Standing.OURS).remote()).isEqualTo(new Goes());
        var invitation = deletedHere(met, answered, Standing.INVITED);
        assertThat(invitation.idle()).isTrue();
        assertThat(invitation.disputes()).isEmpty();
    }

    @Test
    void whom_the_organizer_invites_brings_no_deleted_invitation_back_and_another_time_does() {
        var met = with(LUNCH, new Change.Invited(Invitee.of(GUEST)));
        var later = single("Lunch", "2026-04-01T15:00");

        assertThat(deletedHere(LUNCH, met, Standing.INVITED).idle()).isTrue();
        assertThat(deletedHere(LUNCH, met, Standing.OURS).local()).isEqualTo(new Becomes(met));
        assertThat(deletedHere(LUNCH, later, Standing.INVITED).local())
                .isEqualTo(new Becomes(later));
    }

    @Test
    void nor_does_an_occurrence_come_back_because_a_guest_answers_it() {
        var met = with(SOCCER, new Change.Invited(Invitee.of(GUEST)));
        var day = met.span().localStart().plusWeeks(1);
        var deleted = met.withExceptions(List.of(day), List.of());
        var answer = new Change.Answered(GUEST, Answer.of(Answer.Response.DECLINED));
        var answered = own(met, day, met.details().with(answer));

        var plan = plan(met, deleted, answered, standing(Standing.OURS));

        assertThat(plan.local()).isEqualTo(new Stays());
        assertThat(plan.remote()).isEqualTo(new Becomes(deleted));
        assertThat(plan.disputes()).isEmpty();
    }

    @Test
    void what_is_gone_there_does_not_come_back_because_somebody_answers_it_here() {
        var met = with(LUNCH, new Change.Invited(Invitee.of(GUEST)));
        var answered = with(met, new Change.Answered(GUEST, Answer.of(Answer.Response.DECLINED)));
        var edited = with(answered, new Change.Title("Dinner"));

        for (var standing : List.of(Standing.INVITED, Standing.OURS)) {
            var gone = goneThere(met, answered, standing);
            assertThat(gone.local()).as("%s", standing).isEqualTo(new Goes());
            assertThat(gone.disputes()).isEmpty();
            assertThat(goneThere(met, edited, standing).disputes()).hasSize(1);
        }
    }

    @Test
    void nor_does_an_occurrence_that_is_gone_there() {
        var met = with(SOCCER, new Change.Invited(Invitee.of(GUEST)));
        var day = met.span().localStart().plusWeeks(1);
        var gone = met.withExceptions(List.of(day), List.of());
        var answer = new Change.Answered(GUEST, Answer.of(Answer.Response.DECLINED));
        var declined = met.details().with(answer);
        var edited = declined.with(new Change.Title("Final"));

        for (var standing : List.of(Standing.INVITED, Standing.OURS)) {
            var answered = plan(met, own(met, day, declined), gone, standing(standing));
            assertThat(answered.local()).as("%s", standing).isEqualTo(new Becomes(gone));
            assertThat(answered.disputes()).isEmpty();
            assertThat(plan(met, own(met, day, edited), gone, standing(standing)).disputes())
                    .isNotEmpty();
        }
    }

    private static ImportedEntry own(ImportedEntry series, LocalDateTime day, Details details) {
        var own = new ImportedOverride(day, details, span(day.toString()));
        return series.withExceptions(List.of(), List.of(own));
    }

    private static Plan goneThere(ImportedEntry base, ImportedEntry ours, Standing standing) {
        return Reconciler.plan(
                Sides.linked(new Bases(base, base), Optional.of(ours), Optional.empty()),
                standing(standing));
    }

    private static Plan deletedHere(ImportedEntry base, ImportedEntry theirs, Standing standing) {
        return Reconciler.plan(
                Sides.linked(new Bases(base, base), Optional.empty(), Optional.of(theirs)),
                standing(standing));
    }
}
