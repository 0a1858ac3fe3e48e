package almanac.app.sync;

import almanac.app.testing.TickingClock;
import almanac.sync.google.GooglePlace;
import almanac.sync.provider.ScenarioPlace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The scenarios with Google's adapter, against the simulated Google over HTTP. */
final class GoogleScenariosTest extends SyncScenariosContract {

    @Override
    ScenarioPlace place(TickingClock its) {
        return new GooglePlace(its);
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
    void s23_a_recurrence_that_the_provider_cannot_hold_is_parked_and_stops_nobody() {
        super.s23_a_recurrence_that_the_provider_cannot_hold_is_parked_and_stops_nobody();
    }

    @Override
    @Tag("open")
    @Test
    void s33_a_dead_grant_waits_for_its_user_and_loses_nothing() {
        super.s33_a_dead_grant_waits_for_its_user_and_loses_nothing();
    }
}
