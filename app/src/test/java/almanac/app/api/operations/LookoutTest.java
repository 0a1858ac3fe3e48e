package almanac.app.api.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.app.web.StreamPlaces;
import almanac.message.Rejected;
import almanac.user.UserId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LookoutTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final UserId ADA = new UserId(1);

    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicReference<String> scene = new AtomicReference<>("first");
    private final Lookout lookout =
            new Lookout(
                    () -> {
                        looks.incrementAndGet();
                        return scene.get();
                    },
                    new StreamPlaces(2));

    @BeforeEach
    void start() {
        lookout.start();
    }

    @AfterEach
    void stop() {
        lookout.stop();
    }

    @Test
    void nobody_looks_while_nobody_listens() throws InterruptedException {
        assertThat(looks).hasValue(0);
        try (var place = lookout.enter(ADA)) {
            assertThat(lookout.await("", LONG)).isPresent();
        }
        while (lookout.isLooking()) {
            Thread.onSpinWait();
        }
        var before = looks.get();
        assertThat(lookout.await("", Duration.ofMillis(1_200))).as("forgotten").isEmpty();
        assertThat(looks).hasValue(before);
    }

    @Test
    void one_looks_for_all_and_tells_only_what_changed() throws Exception {
        try (var one = lookout.enter(ADA);
                var two = lookout.enter(ADA)) {
            var first = lookout.await("", LONG).orElseThrow();
            assertThat(first.text()).isEqualTo("first");
            assertThat(lookout.await("", LONG)).contains(first);
            assertThat(lookout.await(first.id(), Duration.ofMillis(1_500))).isEmpty();
            assertThat(looks).as("about once a second").hasValueBetween(2, 4);
            var other = CompletableFuture.supplyAsync(() -> news(first.id()));
            scene.set("second");
            assertThat(news(first.id())).isEqualTo("second");
            assertThat(other.get()).isEqualTo("second");
        }
    }

    private String news(String seen) {
        try {
            return lookout.await(seen, LONG).orElseThrow().text();
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    @Test
    void a_user_has_a_few_places_and_gives_them_back() {
        var one = lookout.enter(ADA);
        var two = lookout.enter(ADA);
        assertThatThrownBy(() -> lookout.enter(ADA)).isInstanceOf(Rejected.class);
        lookout.enter(new UserId(2)).close();
        one.close();
        lookout.enter(ADA).close();
        two.close();
    }

    @Test
    void who_waits_is_let_go_when_the_server_stops() throws Exception {
        try (var place = lookout.enter(ADA)) {
            var seen = lookout.await("", LONG).orElseThrow();
            var waiting =
                    CompletableFuture.supplyAsync(() -> {
                        try {
                            return lookout.await(seen.id(), LONG).isEmpty();
                        } catch (InterruptedException ended) {
                            throw new IllegalStateException(ended);
                        }
                    });
            lookout.stop();
            assertThat(waiting.get()).isTrue();
        }
    }
}
