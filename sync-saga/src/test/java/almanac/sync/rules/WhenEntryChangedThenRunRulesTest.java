package almanac.sync.rules;

import static almanac.sync.rules.Town.ANA;
import static almanac.sync.rules.Town.ANAS;
import static almanac.sync.rules.Town.BEN;
import static almanac.sync.rules.Town.BENS;
import static almanac.sync.rules.Town.MAPPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import almanac.automation.Action;
import almanac.automation.ActiveRule;
import almanac.automation.Condition;
import almanac.automation.Field;
import almanac.automation.Logic;
import almanac.automation.Operator;
import almanac.automation.RuleDetails;
import almanac.automation.RuleId;
import almanac.automation.RunCommand;
import almanac.automation.StepResult;
import almanac.automation.StepResult.Outcome;
import almanac.automation.Trigger;
import almanac.calendar.CalendarId;
import almanac.comment.CommentCommand;
import almanac.connection.ConflictPolicy;
import almanac.connection.MappingTerms;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryCommand;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.Numbering;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Status;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.recurrence.Rule;
import almanac.time.End;
import almanac.time.Span;
import almanac.user.UserId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WhenEntryChangedThenRunRulesTest {

    private static final EntryId ENTRY = new EntryId(42);
    private static final Action GREEN = new Action.SetColor("green");
    private static final Action SPORT = new Action.AddTag("sport");
    private static final Action BALL = new Action.AddComment("Bring the ball");
    private static final Span SPAN =
            new Span.Timed(
                    LocalDateTime.parse("2026-04-01T17:00"),
                    ZoneId.of("Europe/Vienna"),
                    new End.At(LocalDateTime.parse("2026-04-01T18:30")));

    private final Town town = new Town();

    private static EntryFact created(long entry, CalendarId calendar, String title) {
        return new EntryFact.EntryCreated(
                new EntryId(entry),
                calendar,
                "uid-" + entry,
                ANA,
                Details.titled(title),
                SPAN,
                Optional.empty(),
                Optional.empty());
    }

    /** Wednesdays from 1 April on; keys 0, 7, 14. */
    private static EntryFact series() {
        return new EntryFact.EntryCreated(
                ENTRY,
                ANAS,
                "uid",
                ANA,
                Details.titled("Soccer"),
                SPAN,
                Optional.of(Recurrence.of(Rule.parse("FREQ=WEEKLY;COUNT=3"))),
                Optional.of(new Numbering(SPAN.localStart(), 86_400)));
    }

    private static EntryFact titled(String title) {
        return new EntryFact.EntryUpdated(ENTRY, List.of(new Change.Title(title)));
    }

    /** Concerns what is called soccer. */
    private static ActiveRule rule(long id, Trigger trigger, Action... actions) {
        return new ActiveRule(
                new RuleId(id),
                new RuleDetails(
                        "rule " + id,
                        Optional.empty(),
                        trigger,
                        true,
                        Logic.AND,
                        List.of(new Condition(Field.TITLE, Operator.CONTAINS, List.of("soccer"))),
                        List.of(actions)),
                Instant.EPOCH);
    }

    private static Actor by(UserId user) {
        return Actor.user(user);
    }

    private void terms(boolean trigger, Long... ids) {
        town.mappings.put(
                MAPPING,
                new MappingTerms(
                        "ana@gmail.com",
                        ANAS,
                        "Family",
                        true,
                        trigger,
                        List.of(ids),
                        ConflictPolicy.NEWEST));
    }

    private List<Long> ran() {
        return town.sent.stream()
                .filter(sent -> sent.command() instanceof RunCommand.EndRun)
                .map(sent -> ((RunCommand.EndRun) sent.command()).run().rule().value())
                .toList();
    }

    private List<Outcome> outcomes() {
        return town.ended.values().stream().flatMap(List::stream).map(StepResult::outcome).toList();
    }

    private static Predicate<Object> at(Class<?> command) {
        return command::isInstance;
    }

    @Test
    void a_created_event_that_fits_gets_what_the_rule_says_in_the_owners_name() throws Exception {
        town.rule(ANA, rule(14, Trigger.EVENT_CREATED, GREEN, SPORT, BALL));
        var cause = town.happens(created(42, ANAS, "Soccer"), by(ANA)).getIdentifier();
        town.settle();

        var details = town.live(ENTRY).head(1).getFirst().details();
        assertThat(details.color()).contains("green");
        assertThat(details.tags()).containsExactly("sport");
        assertThat(town.comments).containsExactly("thread-42: Bring the ball");
        assertThat(outcomes()).containsExactly(Outcome.DONE, Outcome.DONE, Outcome.DONE);
        assertThat(town.sent)
                .filteredOn(sent -> !(sent.command() instanceof RunCommand))
                .extracting(Town.Sent::actor, Town.Sent::request)
                .containsExactly(
                        tuple(asRule(14), "run-14@42.0#0"),
                        tuple(asRule(14), "run-14@42.0#1"),
                        tuple(asRule(14), "run-14@42.0#2"));
        assertThat(town.sent)
                .filteredOn(sent -> sent.command() instanceof RunCommand)
                .extracting(Town.Sent::actor)
                .containsOnly(new Actor(ANA, Origin.of(Origin.Kind.SYSTEM)));
        assertThat(town.sent).extracting(Town.Sent::cause).containsOnly(cause);
    }

    private static Actor asRule(long rule) {
        return new Actor(ANA, Origin.of(Origin.Kind.RULE, rule));
    }

    @Test
    void an_event_that_does_not_fit_is_left_alone_and_leaves_no_run() throws Exception {
        town.rule(ANA, rule(14, Trigger.EVENT_CREATED, GREEN));
        town.rule(ANA, rule(15, Trigger.EVENT_UPDATED, GREEN));
        town.happens(created(42, ANAS, "Dinner"), by(ANA));
        town.settle();
        assertThat(town.sent).isEmpty();
    }

    @Test
    void a_second_delivery_changes_nothing() throws Exception {
        town.rule(ANA, rule(14, Trigger.EVENT_CREATED, GREEN, BALL));
        var fact = town.happens(created(42, ANAS, "Soccer"), by(ANA));
        town.settle();
        town.happens(
                new EntryFact.EntryUpdated(ENTRY, List.of(new Change.Color(Optional.of("red")))),
                by(ANA));
        town.settle();
        var before = town.stream(ENTRY);

        town.again(fact);

        assertThat(town.stream(ENTRY)).isEqualTo(before);
        assertThat(town.comments).hasSize(1);
        assertThat(ran()).containsExactly(14L);
    }

    @Test
    void after_a_crash_before_the_record_nothing_is_done_twice_whatever_happened_since()
            throws Exception {
        town.rule(ANA, rule(14, Trigger.EVENT_CREATED, GREEN, SPORT, BALL));
        town.happens(created(42, ANAS, "Soccer"), by(ANA));
        town.crashBefore = at(RunCommand.EndRun.class);
        assertThatThrownBy(town::settle).isInstanceOf(Town.Crash.class);
        assertThat(town.ended).isEmpty();
        town.happens(
                new EntryFact.EntryUpdated(ENTRY, List.of(new Change.Color(Optional.of("red")))),
                by(ANA));

        town.crashBefore = command -> false;
        town.settle();

        assertThat(town.live(ENTRY).head(1).getFirst().details().color()).contains("red");
        assertThat(town.comments).hasSize(1);
        assertThat(outcomes()).containsExactly(Outcome.DONE, Outcome.DONE, Outcome.DONE);
    }

    @Test
    void after_a_crash_between_two_actions_the_claimed_plan_goes_on() throws Exception {
        town.rule(ANA, rule(14, Trigger.EVENT_CREATED, GREEN, SPORT));
        town.happens(created(42, ANAS, "Soccer"), by(ANA));
        town.crashBefore = at(EntryCommand.TagEntry.class);
        assertThatThrownBy(town::settle).isInstanceOf(Town.Crash.class);
        town.replace(ANA, rule(14, Trigger.EVENT_CREATED, BALL));

        town.crashBefore = command -> false;
        town.settle();

        assertThat(town.live(ENTRY).head(1).getFirst().details().tags()).containsExactly("sport");
        assertThat(town.comments).isEmpty();
        assertThat(outcomes()).containsExactly(Outcome.DONE, Outcome.DONE);
    }

    @Test
    void a_comment_whose_answer_was_lost_is_written_once() throws Exception {
        town.rule(ANA, rule(14, Trigger.EVENT_CREATED, BALL));
        town.happens(created(42, ANAS, "Soccer"), by(ANA));
        town.crashAfter = at(CommentCommand.WriteComment.class);
        assertThatThrownBy(town::settle).isInstanceOf(Town.Crash.class);

        town.crashAfter = command -> false;
        town.settle();

        assertThat(town.comments).containsExactly("thread-42: Bring the ball");
    }

    @Test
    void what_rules_do_sets_no_rule_going() throws Exception {
        town.rule(ANA, rule(14, Trigger.EVENT_UPDATED, new Action.SetTitle("Soccer!")));
        town.rule(ANA, rule(15, Trigger.EVENT_UPDATED, new Action.SetTitle("Soccer?")));
        town.happens(created(42, ANAS, "Dinner"), by(ANA));
        town.happens(titled("Soccer"), by(ANA));
        town.settle();

        assertThat(ran()).containsExactly(14L, 15L);
        assertThat(town.stream(ENTRY)).hasSize(4);
        assertThat(town.live(ENTRY).head(1).getFirst().details().title()).isEqualTo("Soccer?");
    }

    @Test
    void a_refused_action_is_recorded_and_the_others_are_done() throws Exception {
        town.closed.add(BENS);
        town.rule(ANA, rule(14, Trigger.EVENT_CREATED, new Action.MoveTo(BENS), GREEN));
        town.happens(created(42, ANAS, "Soccer"), by(ANA));
        town.settle();

        assertThat(town.ended.values())
                .containsExactly(
                        List.of(
                                StepResult.refused("Access denied to this calendar"),
                                StepResult.DONE));
    }

    @Test
    void what_is_so_already_is_recorded_as_unchanged() throws Exception {
        town.rule(
                ANA,
                rule(
                        14,
                        Trigger.EVENT_CREATED,
                        new Action.SetStatus(Status.CONFIRMED),
                        new Action.SetDescription(Optional.empty()),
                        new Action.Cancel()));
        town.happens(created(42, ANAS, "Soccer"), by(ANA));
        town.settle();

        assertThat(outcomes()).containsExactly(Outcome.UNCHANGED, Outcome.UNCHANGED, Outcome.DONE);
        assertThat(town.live(ENTRY).head(1).getFirst().details().status())
                .isEqualTo(Status.CANCELLED);
    }

    @Test
    void the_rules_of_the_calendars_owner_run_whoever_wrote() throws Exception {
        town.rule(ANA, rule(14, Trigger.EVENT_CREATED, GREEN));
        town.rule(BEN, rule(24, Trigger.EVENT_CREATED, GREEN));
        town.happens(created(42, ANAS, "Soccer"), by(BEN));
        town.settle();
        assertThat(ran()).containsExactly(14L);
    }

    @Test
    void a_provider_sets_rules_going_only_where_the_mapping_says_so() throws Exception {
        town.rule(ANA, rule(14, Trigger.EVENT_CREATED, GREEN));
        town.rule(ANA, rule(15, Trigger.CALENDAR_IMPORTED, SPORT));
        town.rule(ANA, rule(16, Trigger.EVENT_UPDATED, BALL));
        town.arrives(created(41, ANAS, "Soccer"), ANA);
        town.settle();
        assertThat(ran()).as("no mapping").isEmpty();

        terms(false);
        town.arrives(created(42, ANAS, "Soccer"), ANA);
        town.settle();
        assertThat(ran()).as("a mapping without rules").isEmpty();

        terms(true);
        town.arrives(created(43, ANAS, "Soccer"), ANA);
        town.settle();
        assertThat(ran()).as("all").containsExactly(14L, 15L);
    }

    @Test
    void a_provider_runs_the_named_rules_and_passes_over_what_nobody_knows() throws Exception {
        town.rule(ANA, rule(14, Trigger.EVENT_CREATED, GREEN));
        town.rule(ANA, rule(15, Trigger.CALENDAR_IMPORTED, SPORT));
        town.rule(ANA, rule(16, Trigger.EVENT_UPDATED, BALL));
        terms(true, 15L, 16L, 99L);
        town.arrives(created(42, ANAS, "Soccer"), ANA);
        town.settle();
        assertThat(ran()).containsExactly(15L);

        town.arrives(titled("Soccer again"), ANA);
        town.settle();
        assertThat(ran()).containsExactly(15L, 15L, 16L);
    }

    @Test
    void what_a_provider_brings_to_a_user_without_rules_costs_no_look_at_history()
            throws Exception {
        terms(true);
        town.arrives(created(42, ANAS, "Soccer"), ANA);
        town.settle();
        assertThat(town.historyReads).isZero();
    }

    @Test
    void a_connection_of_somebody_else_runs_nothing() throws Exception {
        town.rule(ANA, rule(14, Trigger.EVENT_CREATED, GREEN));
        town.rule(BEN, rule(24, Trigger.EVENT_CREATED, GREEN));
        terms(true);
        town.arrives(created(42, ANAS, "Soccer"), BEN);
        town.settle();
        assertThat(ran()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Origin.Kind.class,
            names = {"CONNECTION", "RULE"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_file_that_is_read_is_an_import_and_what_people_do_is_none(Origin.Kind kind)
            throws Exception {
        town.rule(ANA, rule(14, Trigger.CALENDAR_IMPORTED, GREEN));
        town.rule(ANA, rule(15, Trigger.EVENT_CREATED, GREEN));
        town.happens(created(42, ANAS, "Soccer"), new Actor(ANA, Origin.of(kind)));
        town.settle();
        assertThat(ran()).isEqualTo(kind == Origin.Kind.IMPORT ? List.of(14L, 15L) : List.of(15L));
    }

    @Test
    void a_rule_is_not_concerned_with_what_was_before_it() throws Exception {
        town.happens(created(42, ANAS, "Soccer"), by(ANA));
        var late = rule(14, Trigger.EVENT_CREATED, GREEN);
        town.rule(ANA, new ActiveRule(late.id(), late.details(), town.now().plusSeconds(1)));
        town.settle();
        assertThat(ran()).isEmpty();
    }

    @Test
    void conditions_see_the_entry_as_the_fact_left_it() throws Exception {
        town.rule(ANA, rule(14, Trigger.EVENT_CREATED, GREEN));
        town.happens(created(42, ANAS, "Soccer"), by(ANA));
        town.happens(titled("Dinner"), by(ANA));
        town.settle();
        assertThat(ran()).containsExactly(14L);
    }

    @Test
    void a_change_of_one_occurrence_concerns_that_occurrence() throws Exception {
        var second = new OccurrenceKey(7);
        town.rule(
                ANA, rule(14, Trigger.EVENT_UPDATED, GREEN, SPORT, BALL, new Action.MoveTo(BENS)));
        town.happens(series(), by(ANA));
        town.happens(
                new EntryFact.OccurrenceUpdated(
                        ENTRY, second, List.of(new Change.Title("Soccer final"))),
                by(ANA));
        town.settle();

        var changed = town.live(ENTRY).occurrence(second).orElseThrow().details();
        assertThat(changed.color()).contains("green");
        assertThat(changed.tags()).containsExactly("sport");
        var others = town.live(ENTRY).occurrence(new OccurrenceKey(14)).orElseThrow().details();
        assertThat(others).isEqualTo(Details.titled("Soccer"));
        assertThat(town.comments).containsExactly("thread-42@604800: Bring the ball");
        assertThat(town.ended.values().iterator().next().getLast())
                .isEqualTo(StepResult.refused("a part of a series cannot move alone"));
    }

    @Test
    void a_changed_occurrence_that_comes_with_its_series_moves_along_with_it() throws Exception {
        town.rule(ANA, rule(14, Trigger.CALENDAR_IMPORTED, new Action.MoveTo(BENS)));
        terms(true);
        town.arrives(series(), ANA);
        town.arrives(
                new EntryFact.OccurrenceUpdated(
                        ENTRY,
                        new OccurrenceKey(7),
                        List.of(new Change.Location(Optional.of("Hall")))),
                ANA);
        town.settle();

        assertThat(outcomes()).containsExactly(Outcome.DONE, Outcome.UNCHANGED);
        assertThat(town.live(ENTRY).calendar()).isEqualTo(BENS);
    }

    @Test
    void a_change_from_one_occurrence_on_concerns_what_follows() throws Exception {
        town.rule(ANA, rule(14, Trigger.EVENT_UPDATED, GREEN, BALL));
        town.happens(series(), by(ANA));
        town.happens(
                new EntryFact.FollowingUpdated(
                        ENTRY, new OccurrenceKey(7), List.of(new Change.Title("Soccer II"))),
                by(ANA));
        town.settle();

        assertThat(town.live(ENTRY).head(3))
                .extracting(occurrence -> occurrence.details().color())
                .containsExactly(Optional.empty(), Optional.of("green"), Optional.of("green"));
        assertThat(town.comments).containsExactly("thread-42: Bring the ball");
    }

    @Test
    void what_is_gone_and_what_nobody_did_sets_nothing_going() throws Exception {
        for (var trigger : Trigger.values()) {
            town.rule(ANA, rule(14 + trigger.ordinal(), trigger, GREEN));
        }
        var first = town.happens(series(), by(ANA));
        town.settle();
        town.sent.clear();
        town.happens(new EntryFact.OccurrenceDeleted(ENTRY, new OccurrenceKey(7)), by(ANA));
        town.happens(new EntryFact.FollowingDeleted(ENTRY, new OccurrenceKey(14)), by(ANA));
        town.happens(new EntryFact.EntryDeleted(ENTRY, ANAS), by(ANA));
        town.settle();
        town.again(new GenericDomainEventMessage<>("entry", "entry-42", 0, first.getPayload()));
        assertThat(town.sent).isEmpty();
    }

    @Test
    void an_entry_that_was_deleted_meanwhile_refuses_every_action() throws Exception {
        town.rule(ANA, rule(14, Trigger.EVENT_CREATED, GREEN, SPORT));
        town.happens(created(42, ANAS, "Soccer"), by(ANA));
        town.happens(new EntryFact.EntryDeleted(ENTRY, ANAS), by(ANA));
        town.settle();
        assertThat(outcomes()).containsExactly(Outcome.REFUSED, Outcome.REFUSED);
    }
}
