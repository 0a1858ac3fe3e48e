package almanac.app.sync;

import almanac.app.testing.TickingClock;
import almanac.sync.microsoft.MicrosoftPlace;
import almanac.sync.provider.ScenarioPlace;

/** The scenarios with Microsoft's adapter, against the simulated Microsoft over HTTP. */
final class MicrosoftScenariosTest extends SyncScenariosContract {

    @Override
    ScenarioPlace place(TickingClock its) {
        return new MicrosoftPlace(its);
    }
}
