package almanac.sync.oauth;

import almanac.connection.ConnectionId;
import almanac.connection.ProviderKind;
import almanac.sync.link.Accounts;
import almanac.sync.oauth.Secrets.Tokens;
import almanac.sync.provider.Authorizer;
import almanac.sync.provider.Connectors;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Trades refresh tokens, one at a time for each connection over all nodes: a strict server takes a
 * refresh token that is used twice for stolen. The new one is stored before anything is done with
 * it.
 */
public final class TokenRefresh {

    private static final Duration AHEAD = Duration.ofSeconds(60);
    private static final Duration CLAIM = Duration.ofSeconds(45);
    private static final Duration ELSEWHERE = Duration.ofSeconds(2);

    private final TokenVault vault;
    private final Connectors connectors;
    private final Accounts accounts;
    private final Clock clock;
    private final Map<ConnectionId, ReentrantLock> locks = new ConcurrentHashMap<>();

    public TokenRefresh(TokenVault vault, Connectors connectors, Accounts accounts, Clock clock) {
        this.vault = vault;
        this.connectors = connectors;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** What to present: what was kept, as long as it lives, else what it is traded for. */
    Tokens fresh(ConnectionId connection, ProviderKind provider, Tokens kept) {
        return lives(kept) ? kept : traded(connection, provider, kept.access());
    }

    /**
     * Tokens in place of those that were refused.
     *
     * @throws ProviderFailed Reauthorize where the grant is dead; Unreachable where the provider,
     *     or another node that refreshes, does not answer: that says nothing of the grant
     */
    Tokens traded(ConnectionId connection, ProviderKind provider, String refused) {
        var lock = locks.computeIfAbsent(connection, id -> new ReentrantLock());
        lock.lock();
        try {
            var kept = tokens(connection);
            return kept.access().equals(refused) ? trade(connection, provider, kept) : kept;
        } finally {
            lock.unlock();
        }
    }

    private Tokens trade(ConnectionId connection, ProviderKind provider, Tokens old) {
        var now = clock.instant();
        var until = now.plus(CLAIM);
        if (!vault.claimRefresh(connection, now, until)) {
            throw new ProviderFailed(
                    new ProviderFailure.Throttled(
                            Optional.of(ELSEWHERE),
                            ProviderFailure.Extent.ACCOUNT,
                            "another node is refreshing the token"));
        }
        try {
            // another node may have been faster than our look
            var kept = tokens(connection);
            return kept.access().equals(old.access()) ? trade(connection, kept, provider) : kept;
        } finally {
            vault.releaseRefresh(connection, until);
        }
    }

    private Tokens trade(ConnectionId connection, Tokens old, ProviderKind provider) {
        var refresh = old.refresh().orElseThrow(() -> dead("there is no refresh token"));
        var authorizer = connectors.of(provider).authorizer().orElseThrow();
        try {
            var tokens = tokens(authorizer.refresh(refresh), Optional.of(refresh));
            if (!vault.replace(connection, old, tokens)) {
                return meanwhile(connection, tokens, authorizer);
            }
            accounts.refreshed(connection, clock.instant(), true);
            return tokens;
        } catch (ProviderFailed failed) {
            var kept = tokens(connection);
            if (!kept.equals(old)) {
                return kept;
            }
            accounts.refreshed(connection, clock.instant(), false);
            throw failed;
        }
    }

    /**
     * A new consent counts more than what the old one became; of an account let go none is kept.
     */
    private Tokens meanwhile(ConnectionId connection, Tokens unwanted, Authorizer authorizer) {
        if (vault.find(connection).isEmpty()) {
            authorizer.revoke(unwanted.refresh().orElse(unwanted.access()));
        }
        return tokens(connection);
    }

    static Tokens tokens(Authorizer.Grant grant, Optional<String> before) {
        return new Tokens(
                grant.accessToken(), grant.refreshToken().or(() -> before), grant.expiresAt());
    }

    private boolean lives(Tokens tokens) {
        return tokens.expiresAt().isAfter(clock.instant().plus(AHEAD));
    }

    private Tokens tokens(ConnectionId connection) {
        return vault.find(connection)
                .filter(Tokens.class::isInstance)
                .map(Tokens.class::cast)
                .orElseThrow(() -> dead("no tokens are kept"));
    }

    private static ProviderFailed dead(String detail) {
        return new ProviderFailed(new ProviderFailure.Reauthorize(detail));
    }
}
