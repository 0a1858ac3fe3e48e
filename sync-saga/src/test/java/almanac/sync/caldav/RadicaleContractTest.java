package almanac.sync.caldav;

import almanac.sync.provider.ProviderContract;
import almanac.sync.provider.ProviderFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The adapter keeps the contract with a real server. */
final class RadicaleContractTest extends ProviderContract {

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Radicale server;

    private static int fixtures;

    @BeforeAll
    static void start() {
        server = RadicaleFixture.server();
    }

    @AfterAll
    @SuppressWarnings("NullAway") // null where the start was skipped
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected ProviderFixture fixture() {
        return new RadicaleFixture(server, "contract" + ++fixtures);
    }
}
