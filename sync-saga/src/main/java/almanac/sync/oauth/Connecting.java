package almanac.sync.oauth;

import almanac.connection.Authorizations.Connected;
import almanac.connection.Authorizations.Failed;
import almanac.connection.Authorizations.Outcome;
import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionId;
import almanac.sync.local.Acting;
import almanac.sync.local.Writes;
import almanac.sync.oauth.PendingConsents.Begun;
import almanac.sync.provider.Authorizer;
import almanac.sync.provider.Authorizer.Grant;
import almanac.sync.provider.Authorizer.Identity;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Makes connections of consents that were taken and proven. */
final class Connecting {

    private final Identities identities;
    private final TokenVault vault;
    private final Writes writes;
    private final Consumer<ConnectionId> connected;

    /**
     * @param connected is told of each connection that stands again or for the first time
     */
    Connecting(
            Identities identities,
            TokenVault vault,
            Writes writes,
            Consumer<ConnectionId> connected) {
        this.identities = identities;
        this.vault = vault;
        this.writes = writes;
        this.connected = connected;
    }

    /** Nothing is kept of a grant that does not let calendars be read. */
    Outcome granted(Begun started, Grant grant, Authorizer authorizer) {
        if (grant.identity().isEmpty()) {
            return new Failed(started.pending(), "The provider does not say whose account it is");
        }
        var missing = authorizer.missing(grant.scopes());
        if (!missing.isEmpty()) {
            return new Failed(
                    started.pending(),
                    "Access to the calendar was not granted: " + String.join(", ", missing));
        }
        var tokens = TokenRefresh.tokens(grant, Optional.empty());
        var connection =
                stands(
                        started,
                        grant.identity().get(),
                        tokens,
                        grant.scopes(),
                        isReadOnly(started, grant, authorizer));
        return told(started, connection);
    }

    /** A provider may grant what it granted before, although it was asked for less. */
    private static boolean isReadOnly(Begun started, Grant grant, Authorizer authorizer) {
        return !authorizer.writes(grant.scopes())
                || !started.scopes().isEmpty() && !authorizer.writes(started.scopes());
    }

    /** The same for a password that the provider has accepted. */
    Outcome verified(Begun started, Identity identity, Secrets secrets) {
        return told(started, stands(started, identity, secrets, Set.of(), false));
    }

    private Outcome told(Begun started, ConnectionId connection) {
        connected.accept(connection);
        return new Connected(connection, started.pending());
    }

    /** Secrets first: a connection that stands can be used. */
    private ConnectionId stands(
            Begun started,
            Identity identity,
            Secrets secrets,
            Set<String> scopes,
            boolean readOnly) {
        var user = started.pending().user();
        var connection =
                identities.connectionOf(
                        user, started.provider(), identity.key(), started.connection());
        vault.keep(connection, secrets);
        writes.send(
                Acting.through(connection, user),
                new ConnectionCommand.Connect(
                        connection,
                        user,
                        started.provider(),
                        identity.key(),
                        identity.email(),
                        scopes,
                        readOnly));
        return connection;
    }
}
