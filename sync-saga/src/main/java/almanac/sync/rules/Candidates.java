package almanac.sync.rules;

import almanac.automation.ActiveRule;
import almanac.automation.RuleQuery;
import almanac.calendar.CalendarView;
import almanac.connection.MappingTerms;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.sync.local.BatchAnswers;
import almanac.sync.local.Run;
import almanac.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Whose rules a change on a calendar concerns: those of its owner; for what a provider brings,
 * those that the user of the connection chose for the mapping (PrimeCal, "CalendarSyncDto"), also
 * when it has ended since: what it brought is imported.
 */
final class Candidates {

    /**
     * @param owner in whose name they act
     */
    record Chosen(UserId owner, List<ActiveRule> rules) {
        static Chosen none(UserId owner) {
            return new Chosen(owner, List.of());
        }
    }

    private final Asking asking;
    private final Mappings mappings;

    Candidates(Asking asking, Mappings mappings) {
        this.asking = asking;
        this.mappings = mappings;
    }

    /** False where no rule can be concerned, told by one read a batch: imports bring thousands. */
    boolean possible(Actor actor) {
        return actor.origin().kind() == Origin.Kind.CONNECTION
                ? !active(actor.user()).rules().isEmpty()
                : any();
    }

    private boolean any() {
        var question = new RuleQuery.AnyRules();
        return BatchAnswers.to(question, () -> asking.one(question, Boolean.class));
    }

    /**
     * @param run that brought the change, if a provider did
     */
    Chosen of(Actor actor, Optional<Run> run, CalendarView calendar) {
        return actor.origin().kind() == Origin.Kind.CONNECTION
                ? ofMapping(actor, run)
                : active(calendar.owner().id());
    }

    private Chosen ofMapping(Actor actor, Optional<Run> run) {
        return run.flatMap(its -> mappings.terms(actor.user(), its.mapping()))
                .filter(MappingTerms::triggerRules)
                .map(terms -> chosen(active(actor.user()), terms.ruleIds()))
                .orElseGet(() -> Chosen.none(actor.user()));
    }

    private static Chosen chosen(Chosen all, List<Long> ids) {
        return new Chosen(
                all.owner(),
                all.rules().stream()
                        .filter(rule -> ids.isEmpty() || ids.contains(rule.id().value()))
                        .toList());
    }

    private Chosen active(UserId owner) {
        var question = new RuleQuery.ActiveRulesOf(owner);
        return new Chosen(
                owner, BatchAnswers.to(question, () -> asking.list(question, ActiveRule.class)));
    }
}
