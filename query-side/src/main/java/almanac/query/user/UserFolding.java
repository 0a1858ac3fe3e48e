package almanac.query.user;

import almanac.query.rebuild.Folding;
import almanac.query.rebuild.JsonState;
import almanac.query.rebuild.Stamped;
import almanac.user.UserFact;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bson.Document;

/** User facts to one document per user. */
final class UserFolding implements Folding<UserFact, UserState> {

    /** Lower-case names under which a user is found, each with an index of its own. */
    static final List<String> NAMES = List.of("username", "firstName", "lastName");

    private final JsonState<UserState> json;

    UserFolding(ObjectMapper mapper) {
        this.json = new JsonState<>(mapper, UserState.class);
    }

    @Override
    public long id(UserFact fact) {
        return fact.user().value();
    }

    @Override
    public boolean begins(UserFact fact) {
        return fact instanceof UserFact.UserRegistered;
    }

    @Override
    public UserState next(Optional<UserState> state, Stamped<UserFact> fact) {
        return UserState.after(state, fact.fact(), fact.at());
    }

    @Override
    public Document write(UserState state) {
        if (state.erased()) {
            return json.append(new Document(), state);
        }
        var document = new Document("username", lower(state.profile().username()));
        state.profile().firstName().ifPresent(name -> document.append("firstName", lower(name)));
        state.profile().lastName().ifPresent(name -> document.append("lastName", lower(name)));
        return json.append(document, state);
    }

    @Override
    public UserState read(Document document) {
        return json.read(document);
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
