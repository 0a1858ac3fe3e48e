package almanac.app.security;

import almanac.app.error.ErrorAnswers;
import almanac.app.ids.Ids;
import almanac.app.web.Commands;
import almanac.user.UserId;
import com.mongodb.client.MongoDatabase;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import javax.crypto.SecretKey;

/** Builds this package from what the assembly has. */
public final class SecurityParts {

    /**
     * What can be set.
     *
     * @param key signs access tokens
     * @param passwordMemory KB that hashing a password takes
     * @param origins other web origins whose requests may carry the session cookie
     */
    public record Settings(
            SecretKey key,
            Duration accessTokenLife,
            Duration sessionLife,
            SignInLimits.Rates signIns,
            int passwordMemory,
            Set<String> origins) {}

    private final AccessTokens tokens;
    private final Sessions sessions;
    private final Keys keys;
    private final KeyUse uses;
    private final SignInLimits.Rates signIns;
    private final CrossSite crossSite;
    private final Passwords passwords;
    private final MongoDatabase database;
    private final Clock clock;

    public SecurityParts(MongoDatabase database, Settings settings, Clock clock) {
        this.database = database;
        this.clock = clock;
        var stored = database.getCollection("edge_api_keys");
        tokens = new AccessTokens(settings.key(), settings.accessTokenLife(), clock);
        sessions = new Sessions(database, settings.sessionLife(), clock);
        uses = new KeyUse(stored, clock);
        keys = new Keys(stored, uses, clock);
        crossSite = new CrossSite(settings.origins());
        passwords = new Passwords(settings.passwordMemory());
        signIns = settings.signIns();
    }

    /**
     * @param registered whether the facts have this user
     */
    public Accounts accounts(Commands commands, Ids ids, Predicate<UserId> registered) {
        var names = new Names(database.getCollection("edge_names"), registered, clock);
        var hashes = database.getCollection("edge_credentials");
        return new Accounts(hashes, names, passwords, sessions, tokens, commands, ids);
    }

    /** What ends every way in for a user. */
    public Forgetting forgetting(Accounts accounts, Profiles profiles) {
        return new Forgetting(sessions, keys, accounts, profiles);
    }

    /**
     * @param simulated whether the installation's providers are
     */
    public ApiKeys apiKeys(Commands commands, Ids ids, boolean simulated) {
        return new ApiKeys(keys, commands, ids, simulated);
    }

    public SignInLimits limits(Accounts accounts) {
        return new SignInLimits(accounts::account, signIns, clock);
    }

    public Filter credentialFilter(Profiles profiles, ErrorAnswers answers) {
        var callers = new Callers(tokens, sessions, keys, profiles, new KeyRates(clock));
        return new CredentialFilter(callers, crossSite, answers);
    }

    /** To be called every few seconds: writes what was counted. */
    public void flush() {
        uses.flush();
    }

    /** To be called every few hours: forgets what expired. */
    public void sweep() {
        sessions.sweep();
    }
}
