package almanac.query.automation;

import almanac.automation.RunFact;
import almanac.query.rebuild.Folding;
import almanac.query.rebuild.JsonState;
import almanac.query.rebuild.Stamped;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.bson.Document;

/** Run facts to one document per run. */
final class RunFolding implements Folding<RunFact, RunState> {

    static final String RULE = "rule";

    /** Absent while the run goes on. */
    static final String STATUS = "status";

    private final JsonState<RunState> json;

    RunFolding(ObjectMapper mapper) {
        this.json = new JsonState<>(mapper, RunState.class);
    }

    @Override
    public long id(RunFact fact) {
        return fact.log();
    }

    @Override
    public boolean begins(RunFact fact) {
        return fact instanceof RunFact.RunBegun;
    }

    @Override
    public RunState next(Optional<RunState> state, Stamped<RunFact> fact) {
        return RunState.after(state, fact.fact());
    }

    @Override
    public Document write(RunState state) {
        var document = new Document(RULE, state.run().rule().value());
        state.status().ifPresent(status -> document.append(STATUS, status.name()));
        return json.append(document, state);
    }

    @Override
    public RunState read(Document document) {
        return json.read(document);
    }
}
