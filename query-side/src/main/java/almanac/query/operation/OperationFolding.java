package almanac.query.operation;

import almanac.operation.OperationFact;
import almanac.query.past.Fold;
import almanac.query.rebuild.Folding;
import almanac.query.rebuild.JsonState;
import almanac.query.rebuild.Stamped;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.bson.Document;

/** Operation facts to what was done, to what and why, and what became of it. */
public final class OperationFolding implements Folding<OperationFact, OperationState> {

    private final JsonState<OperationState> json;

    private OperationFolding(ObjectMapper mapper) {
        this.json = new JsonState<>(mapper, OperationState.class);
    }

    /** How the facts of operations add up. */
    public static Fold<OperationFact, ?> fold(ObjectMapper mapper) {
        return new Fold<>(OperationFact.class, new OperationFolding(mapper));
    }

    @Override
    public long id(OperationFact fact) {
        return fact.operation().value();
    }

    @Override
    public boolean begins(OperationFact fact) {
        return fact instanceof OperationFact.OperationBegun;
    }

    @Override
    public OperationState next(Optional<OperationState> state, Stamped<OperationFact> fact) {
        return OperationState.after(state, fact.fact());
    }

    @Override
    public Document write(OperationState state) {
        return json.append(new Document(), state);
    }

    @Override
    public OperationState read(Document document) {
        return json.read(document);
    }
}
