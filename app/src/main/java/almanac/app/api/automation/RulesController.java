package almanac.app.api.automation;

import almanac.app.ids.Ids;
import almanac.app.web.Caller;
import almanac.app.web.Commands;
import almanac.app.web.Paging;
import almanac.app.web.Queries;
import almanac.automation.Execution;
import almanac.automation.RuleCommand;
import almanac.automation.RuleId;
import almanac.automation.RulePage;
import almanac.automation.RuleQuery;
import almanac.automation.RuleView;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rules: create, list, read, replace, delete, run. */
@RestController
@RequestMapping("/api/automation/rules")
@Tag(name = "Automation")
class RulesController {

    /** Every change of an event is held against all rules of a user. */
    private static final int MOST_RULES = 100;

    private final Commands commands;
    private final Queries queries;
    private final Ids ids;
    private final Execution execution;
    private final Clock clock;

    RulesController(Commands commands, Queries queries, Ids ids, Execution execution, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.ids = ids;
        this.execution = execution;
        this.clock = clock;
    }

    record Executed(String message, int executionCount) {}

    @Operation(
            summary = "Create a rule",
            description =
                    "At most 100 for each user. Runs on what happens from now on; what rules do"
                            + " sets no rule going.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "Soccer is green",
                                                            value = RuleExamples.CREATE))))
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    RuleJson create(Caller caller, @RequestBody RuleBody body) {
        var details = body.details();
        details.check();
        var creation = new RuleCommand.CreateRule(ids.rule(), caller.user(), details);
        if (!commands.carriedOut(creation)) {
            requireRoom(caller.user());
        }
        commands.<Object>send(caller.actor(), creation);
        return one(caller, creation.rule());
    }

    private void requireRoom(UserId user) {
        var own = queries.ask(new RuleQuery.RulesOf(user, 0, 1), RulePage.class);
        if (own.total() >= MOST_RULES) {
            throw new Rejected(
                    new Rejection.Conflict("", "a user has at most " + MOST_RULES + " rules"));
        }
    }

    @Operation(summary = "List own rules", description = "By id; limit is 1 to 100.")
    @GetMapping
    Pages.Page<RuleJson> list(
            Caller caller,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int limit) {
        Paging.check(page, limit);
        var found =
                queries.ask(
                        new RuleQuery.RulesOf(caller.user(), Paging.offset(page, limit), limit),
                        RulePage.class);
        var rules = found.rules().stream().map(RuleJson::of).toList();
        return Pages.of(rules, page, limit, found.total());
    }

    @Operation(summary = "Get one rule")
    @GetMapping("/{id}")
    RuleJson get(Caller caller, @PathVariable long id) {
        return one(caller, rule(id));
    }

    @Operation(
            summary = "Replace a rule",
            description = "What is left out is as in a new rule.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "Soccer is green",
                                                            value = RuleExamples.CREATE))))
    @PutMapping("/{id}")
    RuleJson replace(Caller caller, @PathVariable long id, @RequestBody RuleBody body) {
        var rule = rule(id);
        commands.<Object>send(caller.actor(), new RuleCommand.ChangeRule(rule, body.details()));
        return one(caller, rule);
    }

    @Operation(summary = "Delete a rule", description = "What it did stays done.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable long id) {
        commands.<Object>send(caller.actor(), new RuleCommand.DeleteRule(rule(id)));
    }

    @Operation(
            summary = "Run a rule now",
            description =
                    "On the events of a range that fit, a series as a whole, also when the rule is"
                            + " disabled. At most 500 events may touch the range.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "One term",
                                                            value = RuleExamples.EXECUTE))))
    @PostMapping("/{id}/execute")
    @ResponseStatus(HttpStatus.CREATED)
    Executed execute(
            Caller caller,
            @PathVariable long id,
            @RequestBody(required = false) @Nullable ExecuteBody body) {
        var asked = body == null ? ExecuteBody.EVERYTHING : body;
        var today = LocalDate.ofInstant(clock.instant(), caller.zone());
        var ran =
                execution.execute(
                        caller.user(),
                        rule(id),
                        asked.calendars(),
                        asked.window(today, caller.zone()));
        return new Executed("Rule executed on " + ran + (ran == 1 ? " event" : " events"), ran);
    }

    static RuleId rule(long id) {
        if (id < 1) {
            throw Words.invalid("id", "Validation failed (positive number is expected)");
        }
        return new RuleId(id);
    }

    private RuleJson one(Caller caller, RuleId id) {
        return RuleJson.of(queries.ask(new RuleQuery.RuleById(id, caller.user()), RuleView.class));
    }
}
