package almanac.app.sync;

import almanac.app.testing.TickingClock;
import almanac.sync.provider.FakePlace;
import almanac.sync.provider.ScenarioPlace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The scenarios without a network. */
final class FakeScenariosTest extends SyncScenariosContract {

    @Override
    ScenarioPlace place(TickingClock its) {
        return new FakePlace(its);
    }

    // red when last seen; runs with -Plong until it holds
    @Override
    @Tag("open")
    @Test
    void s10_a_creation_whose_answer_is_lost_makes_one_object() {
        super.s10_a_creation_whose_answer_is_lost_makes_one_object();
    }
}
