package almanac.query.webhook;

import almanac.query.rebuild.Folding;
import almanac.query.rebuild.JsonState;
import almanac.query.rebuild.Stamped;
import almanac.webhook.EndpointFact;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.bson.Document;

/** Endpoint facts to one document per endpoint. */
final class EndpointFolding implements Folding<EndpointFact, EndpointState> {

    /** The number of whose endpoint it is; a deleted one is nobody's. */
    static final String OWNER = "owner";

    private final JsonState<EndpointState> json;

    EndpointFolding(ObjectMapper mapper) {
        this.json = new JsonState<>(mapper, EndpointState.class);
    }

    @Override
    public long id(EndpointFact fact) {
        return fact.endpoint().value();
    }

    @Override
    public boolean begins(EndpointFact fact) {
        return fact instanceof EndpointFact.EndpointRegistered;
    }

    @Override
    public EndpointState next(Optional<EndpointState> state, Stamped<EndpointFact> fact) {
        return EndpointState.after(state, fact.fact());
    }

    @Override
    public Document write(EndpointState state) {
        var document = new Document();
        if (!state.deleted()) {
            document.append(OWNER, state.owner().value());
        }
        return json.append(document, state);
    }

    @Override
    public EndpointState read(Document document) {
        return json.read(document);
    }
}
