package almanac.sync.oauth;

import almanac.connection.Authorizations;
import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionId;
import almanac.connection.FailureReason;
import almanac.connection.ProviderKind;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.sync.local.Acting;
import almanac.sync.local.SyncIds;
import almanac.sync.local.Writes;
import almanac.sync.oauth.PendingConsents.Begun;
import almanac.sync.oauth.Secrets.AppPassword;
import almanac.sync.provider.Authorizer;
import almanac.sync.provider.Authorizer.Identity;
import almanac.sync.provider.Connector;
import almanac.sync.provider.Connectors;
import almanac.sync.provider.ProviderFailed;
import almanac.user.UserId;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** Consents from their start to a connection that stands. */
public final class Consents implements Authorizations {

    private final PendingConsents pending;
    private final Identities identities;
    private final TokenVault vault;
    private final Connectors connectors;
    private final Callbacks callbacks;
    private final SyncIds ids;
    private final Writes writes;
    private final SecureRandom random;
    private final Consumer<ConnectionId> connected;

    /**
     * @param connected is told of each connection that stands again or for the first time
     */
    Consents(
            PendingConsents pending,
            Identities identities,
            TokenVault vault,
            Connectors connectors,
            Callbacks callbacks,
            SyncIds ids,
            Writes writes,
            SecureRandom random,
            Consumer<ConnectionId> connected) {
        this.pending = pending;
        this.identities = identities;
        this.vault = vault;
        this.connectors = connectors;
        this.callbacks = callbacks;
        this.ids = ids;
        this.writes = writes;
        this.random = random;
        this.connected = connected;
    }

    @Override
    public Started begin(
            UserId user, ProviderKind provider, Purpose purpose, URI target, List<String> scopes) {
        var connector =
                connectors
                        .find(provider)
                        // a suite without credentials asks PrimeCal for an address all the same
                        .filter(found -> found.configured() || purpose == Purpose.PRIMECAL)
                        .orElseThrow(() -> notConfigured(provider));
        var state = Hashes.random(random);
        var verifier = Hashes.random(random);
        var connection = ids.connection();
        var expiresAt =
                pending.begin(
                        new Begun(
                                new Pending(user, purpose, target, state),
                                provider,
                                connection,
                                verifier));
        var url =
                connector
                        .authorizer()
                        .map(authorizer ->
                                authorizer.consentPage(
                                        new Authorizer.Request(
                                                state,
                                                Hashes.sha256(verifier),
                                                callbacks.redirect(purpose, provider),
                                                scopes,
                                                Optional.empty())))
                        .orElseGet(() -> callbacks.passwordPage(state));
        return new Started(url, state, connection, expiresAt);
    }

    private static Rejected notConfigured(ProviderKind provider) {
        return new Rejected(
                new Rejection.Invalid(
                        "provider", provider.word() + " is not configured here", provider.word()));
    }

    @Override
    public Outcome complete(
            ProviderKind provider,
            Optional<String> state,
            OptionalLong user,
            Optional<String> code,
            Optional<String> error) {
        if (state.isEmpty() && user.isEmpty()) {
            return new Unknown("Missing user context for OAuth callback");
        }
        var found =
                state.isPresent()
                        ? pending.take(state.get())
                        : pending.takeOnlyOne(new UserId(user.getAsLong()), provider);
        return found.filter(started -> started.provider() == provider)
                .map(started -> answered(started, code, error))
                .orElseGet(() -> new Unknown("This sign-in has expired or was already used"));
    }

    private Outcome answered(Begun started, Optional<String> code, Optional<String> error) {
        if (error.isPresent()) {
            return new Refused(started.pending(), error.get());
        }
        if (code.isEmpty()) {
            return new Failed(started.pending(), "The provider sent no code");
        }
        return attempt(started, () -> exchanged(started, code.get()));
    }

    private interface Attempt {
        Outcome make();
    }

    private static Outcome attempt(Begun started, Attempt attempt) {
        try {
            return attempt.make();
        } catch (ProviderFailed failed) {
            return new Failed(started.pending(), failed.failure().detail());
        } catch (Rejected refused) {
            return new Failed(started.pending(), refused.rejection().message());
        }
    }

    private Outcome exchanged(Begun started, String code) {
        var authorizer = connectors.of(started.provider()).authorizer().orElseThrow();
        var redirect = callbacks.redirect(started.pending().purpose(), started.provider());
        var grant = authorizer.exchange(code, started.verifier(), redirect);
        if (grant.identity().isEmpty()) {
            return new Failed(started.pending(), "The provider does not say whose account it is");
        }
        var connection =
                stands(
                        started,
                        grant.identity().get(),
                        TokenRefresh.tokens(grant, Optional.empty()),
                        grant.scopes());
        var missing = authorizer.missing(grant.scopes());
        if (missing.isEmpty()) {
            connected.accept(connection);
            return new Connected(connection, started.pending());
        }
        var message = "Access to the calendar was not granted: " + String.join(", ", missing);
        writes.send(
                Acting.through(connection, started.pending().user()),
                new ConnectionCommand.ReportFailure(
                        connection, FailureReason.SCOPES_MISSING, message));
        return new Failed(started.pending(), message);
    }

    /** Secrets first: a connection that stands can be used. */
    private ConnectionId stands(
            Begun started, Identity identity, Secrets secrets, Set<String> scopes) {
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
                        scopes));
        return connection;
    }

    @Override
    public Outcome completeWithPassword(String state, String username, String password) {
        return pending.take(state)
                .map(started -> attempt(started, () -> verified(started, username, password)))
                .orElseGet(() -> new Unknown("This sign-in has expired or was already used"));
    }

    private Outcome verified(Begun started, String username, String password) {
        var connector = connectors.of(started.provider());
        var server = connector.passwordServer();
        if (server.isEmpty()) {
            return new Failed(started.pending(), "The provider takes no passwords");
        }
        var secrets = new AppPassword(server.get(), username, password);
        verify(connector, started.connection(), secrets);
        var connection = stands(started, new Identity(username, username), secrets, Set.of());
        connected.accept(connection);
        return new Connected(connection, started.pending());
    }

    private static void verify(Connector connector, ConnectionId connection, AppPassword secrets) {
        connector.provider().calendars(new UnprovenAccount(connection, secrets));
    }

    @Override
    public boolean awaitsPassword(String state) {
        return pending.find(state)
                .flatMap(started -> connectors.find(started.provider()))
                .filter(connector -> connector.passwordServer().isPresent())
                .isPresent();
    }

    @Override
    public Optional<ProviderKind> awaited(String state) {
        return pending.find(state).map(Begun::provider);
    }
}
