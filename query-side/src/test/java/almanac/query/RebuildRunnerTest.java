package almanac.query;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.operation.OperationId;
import almanac.operation.RebuildMode;
import almanac.query.rebuild.RebuildRunner;
import almanac.user.UserId;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads that make read models again. */
@Timeout(60)
class RebuildRunnerTest {

    private final World world = new World().happen(World.registered(1, "anna"));
    private final WorldHistory history = new WorldHistory(world);

    @Test
    void who_stops_waits_until_a_rebuild_that_is_under_way_has_let_go() throws Exception {
        var rebuilds = world.side().rebuilds(history, Clock.systemUTC(), "one");
        var runner = new RebuildRunner(rebuilds, true);
        var begun = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var letGo = new CountDownLatch(1);
        history.meanwhile(() -> {
            begun.countDown();
            awaitInterrupt();
            interrupted.countDown();
            await(letGo);
            throw new IllegalStateException("interrupted");
        });
        rebuilds.begin(
                new OperationId(1),
                new UserId(1),
                "directory",
                RebuildMode.WHEN_EQUAL,
                OptionalInt.empty());
        runner.start();
        begun.await();

        var stopper = Thread.ofPlatform().start(runner::stop);
        interrupted.await();
        while (stopper.isAlive() && stopper.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(stopper.isAlive()).as("it waits").isTrue();
        letGo.countDown();
        stopper.join();
        assertThat(runner.isRunning()).isFalse();
    }

    private static void awaitInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            // as it should be
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
