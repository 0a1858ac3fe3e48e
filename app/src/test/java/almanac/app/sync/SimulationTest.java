package almanac.app.sync;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.sync.work.Runner;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.LoggerFactory;

/**
 * People on both sides edit at random, everything that can fail fails at random, and the process
 * dies at random; once that ends, both sides are equal, nothing is there twice, no edit is lost and
 * nothing is left to do. {@code -Dsync.seeds} says how many such lives, {@code -Dsync.seed} runs
 * one of them alone, {@code -Dsync.from} begins with another one, {@code -Dsync.wider=true} lives
 * as many more whose people have {@link Habits}. Lives are lived side by side, each on a thread of
 * its own.
 */
@Tag("busy")
final class SimulationTest {

    private static final int USUAL = 500;

    /** What the engine did not expect, by the life in which it happened. */
    private final ThreadLocal<List<String>> warnings = ThreadLocal.withInitial(ArrayList::new);

    /** Hears on the thread that logs, which is the life's. */
    private final AppenderBase<ILoggingEvent> unexpected =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                        warnings.get()
                                .add(
                                        event.getFormattedMessage()
                                                + "\n"
                                                + ThrowableProxyUtil.asString(
                                                        event.getThrowableProxy()));
                    }
                }
            };

    @BeforeEach
    void listen() {
        unexpected.start();
        logger().addAppender(unexpected);
    }

    @AfterEach
    void fallSilent() {
        logger().detachAppender(unexpected);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(Runner.class);
    }

    @Test
    void whatever_happens_both_sides_become_equal_and_no_edit_is_lost() throws Exception {
        live(false);
    }

    @Test
    @EnabledIfSystemProperty(named = "sync.wider", matches = "true")
    void so_they_do_where_people_have_habits() throws Exception {
        live(true);
    }

    private void live(boolean wider) throws InterruptedException {
        var lives = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newFixedThreadPool(abreast())) {
            seeds().forEach(seed -> lives.add(threads.submit(() -> live(seed, wider))));
        }
        var edits = 0;
        var red = new ArrayList<Throwable>();
        for (var life : lives) {
            try {
                edits += life.get();
            } catch (ExecutionException failed) {
                red.add(failed.getCause());
            }
        }
        assertThat(red).as(() -> red.size() + " of " + lives.size() + " lives are red").isEmpty();
        assertThat(edits).as("values that people gave").isPositive();
    }

    private static int abreast() {
        return Integer.getInteger("sync.abreast", Runtime.getRuntime().availableProcessors());
    }

    private static LongStream seeds() {
        var one = System.getProperty("sync.seed");
        if (one != null) {
            return LongStream.of(Long.parseLong(one));
        }
        var from = Long.getLong("sync.from", 0);
        return LongStream.range(from, from + Integer.getInteger("sync.seeds", USUAL));
    }

    private int live(long seed, boolean wider) {
        var unheard = warnings.get();
        unheard.clear();
        try (var simulation = new Simulation(seed, wider, unheard)) {
            simulation.run();
            return simulation.edits();
        }
    }
}
