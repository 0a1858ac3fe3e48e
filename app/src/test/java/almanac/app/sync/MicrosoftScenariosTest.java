package almanac.app.sync;

import almanac.app.testing.TickingClock;
import almanac.sync.microsoft.MicrosoftPlace;
import almanac.sync.provider.ScenarioPlace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The scenarios with Microsoft's adapter, against the simulated Microsoft over HTTP. */
final class MicrosoftScenariosTest extends SyncScenariosContract {

    @Override
    ScenarioPlace place(TickingClock its) {
        return new MicrosoftPlace(its);
    }

    // red when last seen; they run with -Plong until they hold

    @Override
    @Tag("open")
    @Test
    void s10_a_creation_whose_answer_is_lost_makes_one_object() {
        super.s10_a_creation_whose_answer_is_lost_makes_one_object();
    }

    @Override
    @Tag("open")
    @Test
    void s32_an_access_token_that_ends_between_pages_is_renewed() {
        super.s32_an_access_token_that_ends_between_pages_is_renewed();
    }

    @Override
    @Tag("open")
    @Test
    void s33_a_dead_grant_waits_for_its_user_and_loses_nothing() {
        super.s33_a_dead_grant_waits_for_its_user_and_loses_nothing();
    }
}
