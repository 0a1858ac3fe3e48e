package almanac.app.sync;

import almanac.app.testing.TickingClock;
import almanac.sync.caldav.RadicalePlace;
import almanac.sync.provider.ScenarioPlace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The scenarios with the CalDAV adapter, against a real server; skipped, and not silently, where
 * Radicale is not installed.
 */
final class RadicaleScenariosTest extends SyncScenariosContract {

    private static RadicalePlace.@Nullable Shared server;
    private static int number;

    @BeforeAll
    static void start() {
        server = new RadicalePlace.Shared();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    ScenarioPlace place(TickingClock its) {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return new RadicalePlace(server, "s" + number++, its);
    }

    // minutes, since a resource is a request there
    @Override
    @Tag("long")
    @Test
    void s40_a_first_import_of_many_brings_each_once() {
        super.s40_a_first_import_of_many_brings_each_once();
    }
}
