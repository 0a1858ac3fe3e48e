package almanac.query.automation;

import almanac.automation.ActiveRule;
import almanac.automation.RulePage;
import almanac.automation.RuleQuery;
import almanac.automation.RuleStats;
import almanac.automation.RuleView;
import almanac.automation.RunPage;
import almanac.automation.RunStatus;
import almanac.automation.RunView;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.query.rebuild.Row;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link RuleQuery}. */
final class RuleQueries {

    private final Rules rules;
    private final Runs runs;

    RuleQueries(Rules rules, Runs runs) {
        this.rules = rules;
        this.runs = runs;
    }

    @QueryHandler
    RulePage on(RuleQuery.RulesOf query) {
        return new RulePage(
                rules.page(query.viewer(), query.offset(), query.limit()).stream()
                        .map(this::view)
                        .toList(),
                rules.count(query.viewer()));
    }

    @QueryHandler
    RuleView on(RuleQuery.RuleById query) {
        return view(rules.of(query.viewer(), query.rule()));
    }

    @QueryHandler
    List<ActiveRule> on(RuleQuery.ActiveRulesOf query) {
        return rules.active(query.owner());
    }

    @QueryHandler
    boolean on(RuleQuery.AnyRules query) {
        return rules.any();
    }

    @QueryHandler
    RunPage on(RuleQuery.RunsOf query) {
        var rule = rules.of(query.viewer(), query.rule()).state().id();
        return new RunPage(runs.page(rule, query.offset(), query.limit()), runs.count(rule));
    }

    @QueryHandler
    RunView on(RuleQuery.RunByLog query) {
        var missing = new Rejection.NotFound("Audit log", Long.toString(query.log()));
        var run = runs.find(query.log()).orElseThrow(() -> new Rejected(missing));
        if (!run.owner().equals(query.viewer())) {
            throw new Rejected(
                    new Rejection.NotPermitted("Audit log", "Access denied to this audit log"));
        }
        return run;
    }

    @QueryHandler
    RuleStats on(RuleQuery.StatsOf query) {
        var rule = rules.of(query.viewer(), query.rule()).state().id();
        var byStatus =
                Arrays.stream(RunStatus.values())
                        .collect(
                                Collectors.toMap(
                                        Function.identity(), status -> runs.count(rule, status)));
        return new RuleStats(rule, runs.count(rule), byStatus, runs.lastRunAt(rule));
    }

    private RuleView view(Row<RuleState> row) {
        var state = row.state();
        return new RuleView(
                state.id(),
                state.owner(),
                state.details(),
                runs.count(state.id()),
                runs.lastRunAt(state.id()),
                row.createdAt(),
                row.updatedAt(),
                row.revision());
    }
}
