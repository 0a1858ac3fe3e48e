package almanac.app.api.history;

import almanac.app.web.Caller;
import almanac.app.web.Paging;
import almanac.app.web.Queries;
import almanac.history.HistoryQuery;
import almanac.history.OwnItem;
import almanac.history.OwnTally;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the caller did and what was done to what is theirs (contract.md 8.1). */
@RestController
@RequestMapping("/api/users/me/audit")
@Tag(name = "Personal audit")
class PersonalAuditController {

    private static final int MOST = 500;

    private final Queries queries;

    PersonalAuditController(Queries queries) {
        this.queries = queries;
    }

    @Operation(
            summary = "What the caller did, and what was done to what is theirs",
            description =
                    "Newest first: what the caller did wherever, through whatever; what anybody did"
                            + " on calendars that the caller owns; what was done to their account."
                            + " categories are account, api_key, automation, calendar, comment,"
                            + " course, event, security, sync and webhook; outcomes success and"
                            + " failure (denied is known and finds nothing, since what is refused"
                            + " leaves no fact); severities info, warn and critical; actions stored"
                            + " names such as entry.updated: each with commas or repeated. search"
                            + " is a part of an action or a description. from is included, to is"
                            + " not. includeAutomation=false leaves out what rules did and their"
                            + " runs. limit is 1 to 500. What changed from what to what is told by"
                            + " the history of the event or the calendar.")
    @GetMapping
    PersonalJson.Feed feed(
            Caller caller,
            @ParameterObject PersonalQuery query,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "0") int offset) {
        Paging.limit(limit, MOST);
        Paging.require(offset >= 0, "offset", "offset must not be less than 0", offset);
        var asked = new HistoryQuery.OfUser(query.filter(), offset, limit + 1, caller.user());
        return PersonalJson.Feed.of(queries.list(asked, OwnItem.class), offset, limit);
    }

    @Operation(
            summary = "How much of that there is",
            description =
                    "In all, and by category, outcome, severity and action, with the same filters;"
                            + " a word that counts nothing is left out.")
    @GetMapping("/summary")
    PersonalJson.Summary summary(Caller caller, @ParameterObject PersonalQuery query) {
        var asked = new HistoryQuery.TallyOfUser(query.filter(), caller.user());
        return PersonalJson.Summary.of(queries.ask(asked, OwnTally.class));
    }
}
