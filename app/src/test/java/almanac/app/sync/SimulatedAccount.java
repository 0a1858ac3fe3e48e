package almanac.app.sync;

import almanac.sync.provider.FakeAuthorizer;
import almanac.sync.provider.FakeProvider;

/** An account at a provider, and who works with it. */
record SimulatedAccount(
        FakeProvider provider,
        FakeAuthorizer authorizer,
        String email,
        RandomFaults faults,
        RemotePerson person) {

    String kind() {
        return provider.kind().name();
    }
}
