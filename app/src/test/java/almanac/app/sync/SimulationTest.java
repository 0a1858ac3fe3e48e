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
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * People on both sides edit at random, everything that can fail fails at random, and the process
 * dies at random; once that ends, both sides are equal, nothing is there twice, no edit is lost and
 * nothing is left to do. {@code -Dsync.seeds} says how many such lives, {@code -Dsync.seed} runs
 * one of them alone, {@code -Dsync.from} begins with another one.
 */
final class SimulationTest {

    private static final int USUAL = 500;

    private final List<String> warnings = new ArrayList<>();
    private final AppenderBase<ILoggingEvent> unexpected =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                        warnings.add(
                                event.getFormattedMessage()
                                        + "\n"
                                        + ThrowableProxyUtil.asString(event.getThrowableProxy()));
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
    void whatever_happens_both_sides_become_equal_and_no_edit_is_lost() {
        var edits = seeds().mapToInt(this::live).sum();

        assertThat(edits).as("values that people gave").isPositive();
    }

    private static LongStream seeds() {
        var one = System.getProperty("sync.seed");
        if (one != null) {
            return LongStream.of(Long.parseLong(one));
        }
        var from = Long.getLong("sync.from", 0);
        return LongStream.range(from, from + Integer.getInteger("sync.seeds", USUAL));
    }

    private int live(long seed) {
        warnings.clear();
        try (var simulation = new Simulation(seed, warnings)) {
            simulation.run();
            return simulation.edits();
        }
    }
}
