package almanac.query;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.automation.Action;
import almanac.automation.ActiveRule;
import almanac.automation.Condition;
import almanac.automation.Field;
import almanac.automation.Logic;
import almanac.automation.Operator;
import almanac.automation.Reach;
import almanac.automation.RuleDetails;
import almanac.automation.RuleFact;
import almanac.automation.RuleId;
import almanac.automation.RulePage;
import almanac.automation.RuleQuery;
import almanac.automation.RuleStats;
import almanac.automation.RuleView;
import almanac.automation.RunFact;
import almanac.automation.RunId;
import almanac.automation.RunPage;
import almanac.automation.RunStatus;
import almanac.automation.RunView;
import almanac.automation.Step;
import almanac.automation.StepResult;
import almanac.automation.Trigger;
import almanac.message.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Rules: user 1 has 14 and 15, which is off; user 2 has 24. Rule 14 ran as 31, 32 and 33. */
class RuleTest {

    private static final List<Step> STEPS =
            List.of(
                    new Step(new Action.SetColor("green"), Optional.empty()),
                    new Step(new Action.AddComment("Hello"), Optional.of(World.comment(9))));
    private static final StepResult REFUSED = StepResult.refused("Access denied to this event");

    private static RuleDetails details(String name, boolean enabled) {
        return new RuleDetails(
                name,
                Optional.of("about " + name),
                Trigger.EVENT_CREATED,
                enabled,
                Logic.OR,
                List.of(new Condition(Field.TITLE, Operator.IN, List.of("a", "b"))),
                List.of(new Action.SetColor("green"), new Action.MoveTo(World.calendar(5))));
    }

    private static RuleFact created(long rule, long owner, String name, boolean enabled) {
        return new RuleFact.RuleCreated(
                new RuleId(rule), World.user(owner), details(name, enabled));
    }

    private static RunId run(long rule, long revision) {
        return new RunId(new RuleId(rule), World.entry(42), revision, OptionalLong.empty());
    }

    private static RunFact begun(long log, long revision) {
        return new RunFact.RunBegun(
                run(14, revision),
                log,
                World.user(1),
                Optional.of(Trigger.EVENT_CREATED),
                Reach.WHOLE,
                STEPS);
    }

    private static RunFact ended(long log, long revision, StepResult... results) {
        return new RunFact.RunEnded(run(14, revision), log, List.of(results));
    }

    private static World world() {
        return new World()
                .happen(
                        created(15, 1, "off", false),
                        created(14, 1, "green", true),
                        created(24, 2, "blue", true),
                        begun(31, 0),
                        ended(31, 0, StepResult.DONE, REFUSED),
                        begun(32, 1),
                        ended(32, 1, StepResult.DONE, StepResult.DONE),
                        begun(33, 2));
    }

    private static RulePage page(World world, long viewer, long offset, int limit) {
        return world.ask(new RuleQuery.RulesOf(World.user(viewer), offset, limit), RulePage.class);
    }

    private static List<Long> ids(RulePage page) {
        return page.rules().stream().map(view -> view.id().value()).toList();
    }

    @Test
    void a_page_is_a_part_of_the_viewers_rules_with_the_total_of_all() {
        var world = world();
        assertThat(ids(page(world, 1, 0, 20))).containsExactly(14L, 15L);
        assertThat(ids(page(world, 1, 1, 1))).containsExactly(15L);
        assertThat(page(world, 1, 1, 1).total()).isEqualTo(2);
        assertThat(page(world, 1, Long.MAX_VALUE, 1)).isEqualTo(new RulePage(List.of(), 2));
        assertThat(page(world, 9, 0, 20)).isEqualTo(new RulePage(List.of(), 0));
    }

    @Test
    void a_rule_shows_how_often_and_when_it_ran() {
        var world =
                world().happen(new RuleFact.RuleChanged(new RuleId(14), details("greener", false)));
        assertThat(world.ask(new RuleQuery.RuleById(new RuleId(14), World.user(1)), RuleView.class))
                .isEqualTo(
                        new RuleView(
                                new RuleId(14),
                                World.user(1),
                                details("greener", false),
                                3,
                                Optional.of(Instant.parse("2026-01-01T00:00:07Z")),
                                Instant.parse("2026-01-01T00:00:01Z"),
                                Instant.parse("2026-01-01T00:00:08Z"),
                                1));
    }

    @Test
    void a_rule_of_somebody_else_is_denied_and_one_that_is_not_there_is_not_found() {
        var world = world();
        var denied = new Rejection.NotPermitted("Rule", "Access denied to this rule");
        for (var query :
                List.of(
                        new RuleQuery.RuleById(new RuleId(24), World.user(1)),
                        new RuleQuery.RunsOf(new RuleId(24), World.user(1), 0, 20),
                        new RuleQuery.StatsOf(new RuleId(24), World.user(1)))) {
            assertThat(world.refusal(query)).isEqualTo(denied);
        }
        for (var query :
                List.of(
                        new RuleQuery.RuleById(new RuleId(99), World.user(1)),
                        new RuleQuery.RunsOf(new RuleId(99), World.user(1), 0, 20),
                        new RuleQuery.StatsOf(new RuleId(99), World.user(1)))) {
            assertThat(world.refusal(query)).isEqualTo(new Rejection.NotFound("Rule", "99"));
        }
        assertThat(world.refusal(new RuleQuery.RunByLog(31, World.user(2))))
                .isInstanceOf(Rejection.NotPermitted.class);
        assertThat(world.refusal(new RuleQuery.RunByLog(99, World.user(1))))
                .isEqualTo(new Rejection.NotFound("Audit log", "99"));
        assertThat(world.side().ownerOf(new RuleId(24))).contains(World.user(2));
        assertThat(world.side().ownerOf(new RuleId(99))).isEmpty();
    }

    @Test
    void the_active_rules_are_those_that_are_on_since_they_were_created() {
        var world = world();
        assertThat(active(world))
                .containsExactly(
                        new ActiveRule(
                                new RuleId(14),
                                details("green", true),
                                Instant.parse("2026-01-01T00:00:01Z")));
        world.happen(
                new RuleFact.RuleChanged(new RuleId(15), details("on", true)),
                new RuleFact.RuleChanged(new RuleId(14), details("green", false)));
        assertThat(active(world))
                .containsExactly(
                        new ActiveRule(
                                new RuleId(15),
                                details("on", true),
                                Instant.parse("2026-01-01T00:00:00Z")));
    }

    private static List<ActiveRule> active(World world) {
        return world.askMany(new RuleQuery.ActiveRulesOf(World.user(1)), ActiveRule.class);
    }

    @Test
    void runs_are_shown_newest_first_with_what_became_of_each_step() {
        var world = world();
        var first =
                world.ask(new RuleQuery.RunsOf(new RuleId(14), World.user(1), 0, 2), RunPage.class);
        assertThat(first.total()).isEqualTo(3);
        assertThat(first.runs()).extracting(RunView::log).containsExactly(33L, 32L);
        assertThat(first.runs().getFirst().status()).as("it goes on").isEmpty();
        assertThat(first.runs().getFirst().endedAt()).isEmpty();
        assertThat(world.ask(new RuleQuery.RunByLog(31, World.user(1)), RunView.class))
                .isEqualTo(
                        new RunView(
                                31,
                                run(14, 0),
                                World.user(1),
                                Optional.of(Trigger.EVENT_CREATED),
                                Reach.WHOLE,
                                STEPS,
                                List.of(StepResult.DONE, REFUSED),
                                Optional.of(RunStatus.PARTIAL_SUCCESS),
                                Instant.parse("2026-01-01T00:00:03Z"),
                                Optional.of(Instant.parse("2026-01-01T00:00:04Z"))));
    }

    @Test
    void the_stats_count_every_status() {
        var world =
                world().happen(
                                ended(33, 2, StepResult.UNCHANGED, StepResult.UNCHANGED),
                                begun(34, 3),
                                ended(34, 3, REFUSED, REFUSED));
        assertThat(world.ask(new RuleQuery.StatsOf(new RuleId(14), World.user(1)), RuleStats.class))
                .isEqualTo(
                        new RuleStats(
                                new RuleId(14),
                                4,
                                Map.of(
                                        RunStatus.SUCCESS,
                                        1L,
                                        RunStatus.PARTIAL_SUCCESS,
                                        1L,
                                        RunStatus.FAILURE,
                                        1L,
                                        RunStatus.SKIPPED,
                                        1L),
                                Optional.of(Instant.parse("2026-01-01T00:00:09Z"))));
    }

    @Test
    void a_deleted_rule_is_there_for_nobody_and_each_of_its_runs_still_for_its_owner() {
        var world = world().happen(new RuleFact.RuleDeleted(new RuleId(14)));
        assertThat(ids(page(world, 1, 0, 20))).containsExactly(15L);
        assertThat(world.refusal(new RuleQuery.RuleById(new RuleId(14), World.user(1))))
                .isEqualTo(new Rejection.NotFound("Rule", "14"));
        assertThat(active(world)).isEmpty();
        assertThat(world.side().ownerOf(new RuleId(14))).isEmpty();
        assertThat(world.ask(new RuleQuery.RunByLog(32, World.user(1)), RunView.class).status())
                .contains(RunStatus.SUCCESS);
    }

    @Test
    void both_are_the_same_after_two_replays() {
        var world = world().happen(new RuleFact.RuleDeleted(new RuleId(15)));
        var rules = world.documents().get("rules_v1");
        var runs = world.documents().get("rule_runs_v1");
        assertThat(rules).hasSize(3);
        assertThat(runs).hasSize(3);
        for (var batch : List.of(1, 3, 100)) {
            world.reset();
            world.feed(world.history(), batch);
            world.feed(world.history(), batch);
            assertThat(world.documents().get("rules_v1")).isEqualTo(rules);
            assertThat(world.documents().get("rule_runs_v1")).isEqualTo(runs);
        }
    }
}
