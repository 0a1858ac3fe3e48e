package almanac.app.sync;

import almanac.app.testing.TickingClock;
import almanac.sync.provider.FakePlace;
import almanac.sync.provider.ScenarioPlace;

/** The scenarios without a network. */
final class FakeScenariosTest extends SyncScenariosContract {

    @Override
    ScenarioPlace place(TickingClock its) {
        return new FakePlace(its);
    }
}
