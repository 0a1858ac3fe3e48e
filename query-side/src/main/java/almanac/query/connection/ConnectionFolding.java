package almanac.query.connection;

import almanac.connection.ConnectionFact;
import almanac.query.rebuild.Folding;
import almanac.query.rebuild.JsonState;
import almanac.query.rebuild.Stamped;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.bson.Document;

/** Connection facts to one document per connection. */
final class ConnectionFolding implements Folding<ConnectionFact, ConnectionState> {

    /** The number of whose connection it is. */
    static final String USER = "user";

    private final JsonState<ConnectionState> json;

    ConnectionFolding(ObjectMapper mapper) {
        this.json = new JsonState<>(mapper, ConnectionState.class);
    }

    @Override
    public long id(ConnectionFact fact) {
        return fact.connection().value();
    }

    @Override
    public boolean begins(ConnectionFact fact) {
        return fact instanceof ConnectionFact.Connected;
    }

    @Override
    public ConnectionState next(Optional<ConnectionState> state, Stamped<ConnectionFact> fact) {
        return ConnectionState.after(state, fact.fact());
    }

    @Override
    public Document write(ConnectionState state) {
        return json.append(new Document(USER, state.user().value()), state);
    }

    @Override
    public ConnectionState read(Document document) {
        return json.read(document);
    }
}
