package almanac.query.connection;

import almanac.connection.ConflictFact;
import almanac.query.rebuild.Folding;
import almanac.query.rebuild.JsonState;
import almanac.query.rebuild.Stamped;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.bson.Document;

/** Conflict facts to one document per conflict. */
final class ConflictFolding implements Folding<ConflictFact, ConflictState> {

    /** The number of whose conflict it is. */
    static final String USER = "user";

    /** There only while nobody has resolved it; then the number of whose it is. */
    static final String OPEN = "open";

    private final JsonState<ConflictState> json;

    ConflictFolding(ObjectMapper mapper) {
        this.json = new JsonState<>(mapper, ConflictState.class);
    }

    @Override
    public long id(ConflictFact fact) {
        return fact.conflict().value();
    }

    @Override
    public boolean begins(ConflictFact fact) {
        return fact instanceof ConflictFact.ConflictDetected;
    }

    @Override
    public ConflictState next(Optional<ConflictState> state, Stamped<ConflictFact> fact) {
        return ConflictState.after(state, fact.fact());
    }

    @Override
    public Document write(ConflictState state) {
        var user = state.found().user().value();
        var document = new Document(USER, user);
        if (state.chosen().isEmpty()) {
            document.append(OPEN, user);
        }
        return json.append(document, state);
    }

    @Override
    public ConflictState read(Document document) {
        return json.read(document);
    }
}
