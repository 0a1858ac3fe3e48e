package almanac.query.automation;

import almanac.automation.RuleFact;
import almanac.query.rebuild.Folding;
import almanac.query.rebuild.JsonState;
import almanac.query.rebuild.Stamped;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.bson.Document;

/** Rule facts to one document per rule. */
final class RuleFolding implements Folding<RuleFact, RuleState> {

    /** The number of whose rule it is; a deleted one is nobody's. */
    static final String OWNER = "owner";

    private final JsonState<RuleState> json;

    RuleFolding(ObjectMapper mapper) {
        this.json = new JsonState<>(mapper, RuleState.class);
    }

    @Override
    public long id(RuleFact fact) {
        return fact.rule().value();
    }

    @Override
    public boolean begins(RuleFact fact) {
        return fact instanceof RuleFact.RuleCreated;
    }

    @Override
    public RuleState next(Optional<RuleState> state, Stamped<RuleFact> fact) {
        return RuleState.after(state, fact.fact());
    }

    @Override
    public Document write(RuleState state) {
        var document = new Document();
        if (!state.deleted()) {
            document.append(OWNER, state.owner().value());
        }
        return json.append(document, state);
    }

    @Override
    public RuleState read(Document document) {
        return json.read(document);
    }
}
