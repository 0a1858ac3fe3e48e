package almanac.sync.oauth;

import almanac.connection.Authorizations;
import almanac.connection.ConnectionId;
import almanac.connection.ProviderKind;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.sync.local.SyncIds;
import almanac.sync.local.Writes;
import almanac.sync.oauth.PendingConsents.Begun;
import almanac.sync.oauth.Secrets.AppPassword;
import almanac.sync.provider.Authorizer;
import almanac.sync.provider.Authorizer.Grant;
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
import java.util.function.Consumer;

/** Consents from their start to a connection that stands. */
public final class Consents implements Authorizations {

    private final PendingConsents pending;
    private final Connectors connectors;
    private final Callbacks callbacks;
    private final SyncIds ids;
    private final SecureRandom random;
    private final Connecting connecting;

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
        this.connectors = connectors;
        this.callbacks = callbacks;
        this.ids = ids;
        this.random = random;
        this.connecting = new Connecting(identities, vault, writes, connected);
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
                                verifier,
                                scopes));
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
        if (state.isPresent()) {
            return pending.take(state.get(), provider)
                    .map(started -> answered(started, code, error))
                    .orElseGet(Consents::over);
        }
        if (user.isEmpty()) {
            return new Unknown("Missing user context for OAuth callback");
        }
        // a refusal proves nothing about who brings it
        return code.filter(sent -> error.isEmpty())
                .flatMap(sent ->
                        pending.findOnlyOne(new UserId(user.getAsLong()), provider)
                                .map(started -> proven(started, sent)))
                .orElseGet(Consents::over);
    }

    private static Outcome over() {
        return new Unknown("This sign-in has expired or was already used");
    }

    /**
     * Who brings no state may be anybody: the start is taken once the provider has accepted the
     * code, and nothing of it shows before.
     */
    private Outcome proven(Begun started, String code) {
        try {
            var grant = exchange(started, code);
            return pending.take(started.pending().state(), started.provider())
                    .map(taken -> attempt(taken, () -> granted(taken, grant)))
                    .orElseGet(Consents::over);
        } catch (ProviderFailed failed) {
            return new Unknown(failed.failure().detail());
        }
    }

    private Outcome answered(Begun started, Optional<String> code, Optional<String> error) {
        if (error.isPresent()) {
            return new Refused(started.pending(), error.get());
        }
        if (code.isEmpty()) {
            return new Failed(started.pending(), "The provider sent no code");
        }
        return attempt(started, () -> granted(started, exchange(started, code.get())));
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

    private Outcome granted(Begun started, Grant grant) {
        return connecting.granted(started, grant, authorizer(started));
    }

    private Authorizer authorizer(Begun started) {
        return connectors.of(started.provider()).authorizer().orElseThrow();
    }

    private Grant exchange(Begun started, String code) {
        var redirect = callbacks.redirect(started.pending().purpose(), started.provider());
        return authorizer(started).exchange(code, started.verifier(), redirect);
    }

    @Override
    public Outcome completeWithPassword(String state, String username, String password) {
        return pending.find(state)
                .filter(started -> connectors.of(started.provider()).passwordServer().isPresent())
                .flatMap(started -> pending.take(state, started.provider()))
                .map(started -> attempt(started, () -> verified(started, username, password)))
                .orElseGet(Consents::over);
    }

    private Outcome verified(Begun started, String username, String password) {
        var connector = connectors.of(started.provider());
        var server = connector.passwordServer().orElseThrow();
        var secrets = new AppPassword(server, username, password);
        verify(connector, started.connection(), secrets);
        return connecting.verified(started, new Identity(username, username), secrets);
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
