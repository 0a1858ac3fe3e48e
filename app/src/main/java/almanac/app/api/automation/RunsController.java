package almanac.app.api.automation;

import almanac.app.web.Caller;
import almanac.app.web.Paging;
import almanac.app.web.Queries;
import almanac.automation.RuleQuery;
import almanac.automation.RuleStats;
import almanac.automation.RunPage;
import almanac.automation.RunView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What rules did. */
@RestController
@RequestMapping("/api/automation")
@Tag(name = "Automation")
class RunsController {

    private final Queries queries;

    RunsController(Queries queries) {
        this.queries = queries;
    }

    @Operation(
            summary = "List what a rule did",
            description =
                    "Newest first; limit is 1 to 100. Only where its conditions held: skipped means"
                            + " that everything was so already.")
    @GetMapping("/rules/{id}/audit-logs")
    Pages.Page<RunJson> list(
            Caller caller,
            @PathVariable long id,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int limit) {
        Paging.check(page, limit);
        var found =
                queries.ask(
                        new RuleQuery.RunsOf(
                                RulesController.rule(id),
                                caller.user(),
                                Paging.offset(page, limit),
                                limit),
                        RunPage.class);
        var logs = found.runs().stream().map(RunJson::of).toList();
        return Pages.of(logs, page, limit, found.total());
    }

    @Operation(summary = "How often a rule ran, and how it ended")
    @GetMapping("/rules/{id}/stats")
    RunJson.Stats stats(Caller caller, @PathVariable long id) {
        return RunJson.Stats.of(
                queries.ask(
                        new RuleQuery.StatsOf(RulesController.rule(id), caller.user()),
                        RuleStats.class));
    }

    @Operation(
            summary = "Get one audit log",
            description = "Also of a rule that was deleted since.")
    @GetMapping("/audit-logs/{logId}")
    RunJson get(Caller caller, @PathVariable long logId) {
        if (logId < 1) {
            throw Words.invalid("logId", "Validation failed (positive number is expected)");
        }
        return RunJson.of(queries.ask(new RuleQuery.RunByLog(logId, caller.user()), RunView.class));
    }
}
