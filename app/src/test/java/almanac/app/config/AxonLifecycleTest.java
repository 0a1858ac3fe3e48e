package almanac.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventProcessor;
import org.junit.jupiter.api.Test;

final class AxonLifecycleTest {

    private final CountDownLatch told = new CountDownLatch(3);
    private final AtomicInteger stopped = new AtomicInteger();

    @Test
    void every_processor_is_told_to_stop_before_one_has_stopped() {
        AxonLifecycle.stop(Stream.of(processor(), processor(), processor()), () -> {});

        assertThat(stopped).hasValue(3);
    }

    @Test
    void one_that_waits_for_facts_is_roused_until_it_stops() {
        var roused = new CountDownLatch(3);
        var waiting =
                processor(() -> {
                    if (roused.await(10, TimeUnit.SECONDS)) {
                        stopped.incrementAndGet();
                    }
                });

        AxonLifecycle.stop(Stream.of(waiting), roused::countDown);

        assertThat(stopped).hasValue(1);
    }

    /** Stops when all were told to. */
    private EventProcessor processor() {
        return processor(() -> {
            told.countDown();
            if (told.await(10, TimeUnit.SECONDS)) {
                stopped.incrementAndGet();
            }
        });
    }

    private interface Stopping {
        void run() throws InterruptedException;
    }

    private static EventProcessor processor(Stopping stopping) {
        return (EventProcessor)
                Proxy.newProxyInstance(
                        EventProcessor.class.getClassLoader(),
                        new Class<?>[] {EventProcessor.class},
                        (self, method, arguments) -> {
                            assertThat(method.getName()).isEqualTo("shutDown");
                            stopping.run();
                            return null;
                        });
    }
}
