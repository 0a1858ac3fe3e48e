package almanac.app.authorize;

import almanac.app.security.ApiKeys;
import almanac.app.security.KeyKind;
import almanac.app.security.SignInLimits;
import almanac.app.web.Queries;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserQuery;
import almanac.user.UserView;
import java.util.Optional;

/** The applications that developers made by issuing a secret key. */
public final class Applications {

    private final ApiKeys keys;
    private final Queries queries;
    private final SignInLimits limits;

    public Applications(ApiKeys keys, Queries queries, SignInLimits limits) {
        this.keys = keys;
        this.queries = queries;
        this.limits = limits;
    }

    /** Empty for a key that was revoked or has expired, and for one that is no secret key. */
    public Optional<Application> find(String clientId) {
        return Optional.of(clientId)
                .filter(id -> KeyKind.of(id).secret())
                .flatMap(keys::holder)
                .flatMap(holder -> named(clientId, holder));
    }

    private Optional<Application> named(String clientId, ApiKeys.Holder holder) {
        return queries.find(new UserQuery.UserById(holder.user()), UserView.class).stream()
                .flatMap(developer -> developer.apiKeys().stream())
                .filter(key -> key.id().equals(holder.key()))
                .map(key -> new Application(clientId, key.id(), key.terms().name()))
                .findFirst();
    }

    /**
     * The application that shows its whole key.
     *
     * @param address from where; too many wrong keys from there are refused for a while
     * @throws Rejected with Unauthenticated or TooManyRequests
     */
    public Application authenticated(String clientId, String wholeKey, String address) {
        limits.requireApplication(clientId, address);
        return find(clientId)
                .filter(application -> keys.opens(clientId, wholeKey))
                .orElseThrow(() -> {
                    limits.failedApplication(clientId, address);
                    return new Rejected(
                            new Rejection.Unauthenticated("Invalid client id or secret"));
                });
    }
}
