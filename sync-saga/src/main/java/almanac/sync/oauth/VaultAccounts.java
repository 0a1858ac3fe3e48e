package almanac.sync.oauth;

import almanac.connection.ConnectionId;
import almanac.connection.ProviderKind;
import almanac.sync.oauth.Secrets.AppPassword;
import almanac.sync.oauth.Secrets.Tokens;
import almanac.sync.provider.Account;
import almanac.sync.provider.Connectors;
import almanac.sync.provider.Credential;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;

/** Opens accounts with what the vault keeps. */
public final class VaultAccounts {

    private final TokenVault vault;
    private final TokenRefresh refresh;
    private final Connectors connectors;

    public VaultAccounts(TokenVault vault, TokenRefresh refresh, Connectors connectors) {
        this.vault = vault;
        this.refresh = refresh;
        this.connectors = connectors;
    }

    public Account of(ConnectionId connection, ProviderKind provider) {
        return new VaultAccount(connection, provider);
    }

    /** Ends the grant at the provider as far as it lets us, and forgets the secrets. */
    public void close(ConnectionId connection, ProviderKind provider) {
        var secrets = vault.find(connection);
        vault.forget(connection);
        secrets.ifPresent(its -> end(provider, its));
    }

    /**
     * Ends the grant at the provider and keeps the secrets, so that it may be tried again.
     *
     * @return false where only the account's user can end it
     */
    public boolean end(ConnectionId connection, ProviderKind provider) {
        return vault.find(connection).map(its -> end(provider, its)).orElse(true);
    }

    private boolean end(ProviderKind provider, Secrets secrets) {
        return switch (secrets) {
            case Tokens tokens ->
                    connectors
                            .of(provider)
                            .authorizer()
                            .map(its -> its.revoke(tokens.refresh().orElse(tokens.access())))
                            .orElse(false);
            case AppPassword password -> false;
        };
    }

    private final class VaultAccount implements Account {

        private final ConnectionId connection;
        private final ProviderKind provider;

        VaultAccount(ConnectionId connection, ProviderKind provider) {
            this.connection = connection;
            this.provider = provider;
        }

        @Override
        public ConnectionId connection() {
            return connection;
        }

        @Override
        public Credential credential() {
            var secrets = vault.find(connection).orElseThrow(() -> dead("nothing is kept"));
            return switch (secrets) {
                case Tokens tokens ->
                        new Credential.Bearer(refresh.fresh(connection, provider, tokens).access());
                case AppPassword(var server, var username, var password) ->
                        new Credential.Basic(server, username, password);
            };
        }

        @Override
        public Credential renewed(Credential refused) {
            return switch (refused) {
                case Credential.Bearer(var token) ->
                        new Credential.Bearer(refresh.traded(connection, provider, token).access());
                case Credential.Basic basic -> throw dead("the app password is not accepted");
            };
        }
    }

    private static ProviderFailed dead(String detail) {
        return new ProviderFailed(new ProviderFailure.Reauthorize(detail));
    }
}
