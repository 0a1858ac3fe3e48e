package almanac.sync.oauth;

import almanac.connection.Authorizations;
import almanac.connection.ConnectionId;
import almanac.sync.link.Accounts;
import almanac.sync.local.SyncIds;
import almanac.sync.local.Writes;
import almanac.sync.provider.Connectors;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoDatabase;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Consumer;

/** The parts of this package, put together; what goes out of it holds no secret. */
public final class OAuthSide {

    private final PendingConsents pending;
    private final TokenVault vault;
    private final VaultAccounts accounts;
    private final Consents consents;

    /**
     * @param connected is told of each connection that stands again or for the first time
     */
    public OAuthSide(
            MongoDatabase database,
            ObjectMapper mapper,
            VaultKeys keys,
            Connectors connectors,
            Callbacks callbacks,
            Accounts linked,
            SyncIds ids,
            Writes writes,
            Clock clock,
            SecureRandom random,
            Consumer<ConnectionId> connected) {
        var seal = new Seal(keys, random);
        this.pending = new PendingConsents(database, seal, clock);
        this.vault = new TokenVault(database, mapper, seal);
        var refresh = new TokenRefresh(vault, connectors, linked, clock);
        this.accounts = new VaultAccounts(vault, refresh, connectors);
        this.consents =
                new Consents(
                        pending,
                        new Identities(database),
                        vault,
                        connectors,
                        callbacks,
                        ids,
                        writes,
                        random,
                        connected);
    }

    public void ensureIndexes() {
        pending.ensureIndexes();
        vault.rotate();
    }

    public VaultAccounts accounts() {
        return accounts;
    }

    public Authorizations authorizations() {
        return consents;
    }
}
