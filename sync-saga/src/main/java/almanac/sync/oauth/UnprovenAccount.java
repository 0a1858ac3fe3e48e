package almanac.sync.oauth;

import almanac.connection.ConnectionId;
import almanac.sync.oauth.Secrets.AppPassword;
import almanac.sync.provider.Account;
import almanac.sync.provider.Credential;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;

/** An account whose password somebody typed, to see whether it is accepted. */
record UnprovenAccount(ConnectionId connection, AppPassword password) implements Account {

    @Override
    public Credential credential() {
        return new Credential.Basic(password.server(), password.username(), password.password());
    }

    @Override
    public Credential renewed(Credential refused) {
        throw new ProviderFailed(
                new ProviderFailure.Reauthorize(
                        "the user name or the app-specific password is not accepted"));
    }
}
