package almanac.app.sync;

import almanac.app.testing.TickingClock;
import almanac.sync.google.GooglePlace;
import almanac.sync.provider.ScenarioPlace;

/** The scenarios with Google's adapter, against the simulated Google over HTTP. */
final class GoogleScenariosTest extends SyncScenariosContract {

    @Override
    ScenarioPlace place(TickingClock its) {
        return new GooglePlace(its);
    }
}
