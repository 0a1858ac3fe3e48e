package almanac.app.authorize;

import almanac.app.authorize.Codes.Shown;
import almanac.app.security.ApiKeys;
import almanac.app.security.KeyKind;
import almanac.app.web.Queries;
import almanac.message.Actor;
import almanac.message.Rejected;
import almanac.user.ApiKeyTerms;
import almanac.user.KeyScope;
import almanac.user.UserId;
import almanac.user.UserQuery;
import almanac.user.UserView;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * Users let applications in: the application gets a code, and for the code an API key of the user,
 * which the user sees among their keys and revokes there (docs/adr/0026).
 */
public final class Authorizing {

    private static final String TIER = "user";

    private final Codes codes;
    private final ApiKeys keys;
    private final Queries queries;

    /**
     * What an application gets.
     *
     * @param accessToken an API key of the user
     * @param session a second credential that opens the same and ends with the key
     */
    public record Granted(UserId user, String accessToken, String session) {}

    public Authorizing(MongoDatabase database, ApiKeys keys, Queries queries, Clock clock) {
        this.codes = new Codes(database, clock);
        this.keys = keys;
        this.queries = queries;
    }

    /**
     * The user allows it; answers the code.
     *
     * @param challenge as RFC 7636 has it, by the method S256
     */
    public String allow(
            Application application,
            UserId user,
            Set<KeyScope> scopes,
            Optional<String> challenge) {
        return codes.issue(new Permission(application.key(), user, scopes, challenge));
    }

    /**
     * Gives a key for a code. A code that comes a second time was stolen, or what it gave was: the
     * key is revoked (RFC 6749 4.1.2).
     *
     * @param verifier the answer to the challenge; wrong ones use the code up
     * @throws Rejected with Invalid
     */
    public Granted exchange(Application application, String code, Optional<String> verifier) {
        return switch (codes.show(code, application.key())) {
            case Shown.First(var permission) -> given(application, permission, code, verifier);
            case Shown.Again(var gave) -> {
                gave.ifPresent(keys::recall);
                throw usedBefore();
            }
            case Shown.Unknown() ->
                    throw Rejected.invalid("code", "The code is unknown or has expired.");
        };
    }

    private Granted given(
            Application application,
            Permission permission,
            String code,
            Optional<String> verifier) {
        if (!Challenges.answered(permission.challenge(), verifier)) {
            throw Rejected.invalid(
                    "code_verifier", "code_verifier does not answer the code_challenge.");
        }
        requireThere(permission.user());
        var issued =
                keys.issue(
                        Actor.user(permission.user()),
                        KeyKind.USER,
                        prefix -> terms(application, permission, code, prefix));
        var prefix = ApiKeys.prefix(issued.wholeKey());
        var session = keys.openSession(prefix);
        // whoever shows the code from now on finds the key; whoever did before may not have
        if (!codes.shownOnce(code)) {
            keys.recall(prefix);
            throw usedBefore();
        }
        return new Granted(permission.user(), issued.wholeKey(), session);
    }

    /** They may have been erased since they allowed it. */
    private void requireThere(UserId user) {
        if (queries.find(new UserQuery.UserById(user), UserView.class).isEmpty()) {
            throw Rejected.invalid("code", "The user is no more.");
        }
    }

    private ApiKeyTerms terms(
            Application application, Permission permission, String code, String prefix) {
        if (!codes.gives(code, prefix)) {
            throw usedBefore();
        }
        return new ApiKeyTerms(
                application.name(),
                prefix,
                permission.scopes(),
                TIER,
                Optional.empty(),
                Optional.empty());
    }

    private static Rejected usedBefore() {
        return Rejected.invalid(
                "code", "The code was used before; the access token that it gave is void.");
    }

    /** To be called every few hours: forgets codes of long ago. */
    public void sweep() {
        codes.sweep();
    }
}
