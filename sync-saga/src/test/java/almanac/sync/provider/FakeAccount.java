package almanac.sync.provider;

import almanac.connection.ConnectionId;

/** An account that is always welcome. */
public record FakeAccount(ConnectionId connection) implements Account {

    @Override
    public Credential credential() {
        return new Credential.Bearer("any");
    }

    @Override
    public Credential renewed(Credential refused) {
        throw new ProviderFailed(new ProviderFailure.Reauthorize("the fake refuses nobody"));
    }
}
