package almanac.sync.caldav;

import almanac.connection.ConnectionId;
import almanac.sync.provider.Account;
import almanac.sync.provider.Credential;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import java.net.URI;

/** Somebody with a password. */
record PasswordAccount(URI server, String username, String password) implements Account {

    @Override
    public ConnectionId connection() {
        return new ConnectionId(7);
    }

    @Override
    public Credential credential() {
        return new Credential.Basic(server, username, password);
    }

    @Override
    public Credential renewed(Credential refused) {
        throw new ProviderFailed(new ProviderFailure.Reauthorize("there is no other"));
    }
}
