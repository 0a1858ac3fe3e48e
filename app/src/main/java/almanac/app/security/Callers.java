package almanac.app.security;

import almanac.app.web.Caller;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.user.KeyScope;
import almanac.user.UserId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Turns a credential into a caller. Any valid credential works in every API (contract.md R15). */
final class Callers {

    private final AccessTokens tokens;
    private final Sessions sessions;
    private final Keys keys;
    private final Profiles profiles;
    private final KeyRates rates;

    /**
     * Whom a credential names.
     *
     * @param quota what is left of the rate of a key; sessions have none
     */
    record Found(Caller caller, Optional<Quota> quota) {}

    Callers(AccessTokens tokens, Sessions sessions, Keys keys, Profiles profiles, KeyRates rates) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.keys = keys;
        this.profiles = profiles;
        this.rates = rates;
    }

    /** Empty when the credential is not valid any more or never was. */
    Optional<Found> of(String credential) {
        return Keys.looksLikeOne(credential)
                ? ofKey(credential)
                : ofToken(credential).map(caller -> new Found(caller, Optional.empty()));
    }

    /** Whether a credential that was good still is; counts no use. */
    boolean stand(String credential) {
        return Keys.looksLikeOne(credential)
                ? keys.stands(credential)
                : tokens.read(credential)
                        .filter(access -> sessions.isOpen(access.session()))
                        .isPresent();
    }

    private Optional<Found> ofKey(String credential) {
        return keys.open(credential)
                .flatMap(key -> {
                    var quota = rates.request(key.tier(), key.id());
                    var origin = Origin.of(Origin.Kind.API_KEY, key.id().value());
                    return caller(key.user(), origin, key.scopes())
                            .map(caller -> new Found(caller, Optional.of(quota)));
                });
    }

    private Optional<Caller> ofToken(String credential) {
        return tokens.read(credential)
                .filter(access -> sessions.isOpen(access.session()))
                .flatMap(access -> {
                    var origin = Origin.of(Origin.Kind.USER);
                    return caller(access.user(), origin, EnumSet.allOf(KeyScope.class));
                });
    }

    private Optional<Caller> caller(UserId user, Origin origin, Set<KeyScope> scopes) {
        return profiles.of(user)
                .map(known ->
                        new Caller(
                                new Actor(user, origin),
                                user,
                                scopes,
                                known.roles(),
                                known.zone()));
    }
}
