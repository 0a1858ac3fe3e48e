package almanac.app.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.authorize.Codes.Shown;
import almanac.app.testing.TestDatabase;
import almanac.app.testing.TickingClock;
import almanac.user.ApiKeyId;
import almanac.user.KeyScope;
import almanac.user.UserId;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CodesTest {

    private static final ApiKeyId FRAME = new ApiKeyId(3);
    private static final Permission PERMISSION =
            new Permission(
                    FRAME,
                    new UserId(7),
                    Set.of(KeyScope.READ, KeyScope.WRITE),
                    Optional.of("challenge"));

    private final MongoDatabase database = TestDatabase.fresh();
    private final TickingClock clock = new TickingClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Codes here = new Codes(database, clock);
    private final Codes elsewhere = new Codes(database, clock);

    @AfterEach
    void drop() {
        database.drop();
    }

    @Test
    void a_code_of_one_node_is_good_once_on_any() {
        var code = here.issue(PERMISSION);

        assertThat(elsewhere.show(code, FRAME)).isEqualTo(new Shown.First(PERMISSION));
        assertThat(here.show(code, FRAME)).isEqualTo(new Shown.Again(Optional.empty()));
    }

    @Test
    void it_is_good_until_the_instant_at_which_it_expires() {
        var inTime = here.issue(PERMISSION);
        var late = here.issue(PERMISSION);

        clock.pass(Codes.LIFE.minusMillis(1));
        assertThat(here.show(inTime, FRAME)).isInstanceOf(Shown.First.class);
        clock.pass(Duration.ofMillis(1));
        assertThat(here.show(late, FRAME)).isEqualTo(new Shown.Unknown());
    }

    @Test
    void to_another_application_it_is_none_before_its_use_and_after() {
        var code = here.issue(PERMISSION);

        assertThat(here.show(code, new ApiKeyId(4))).isEqualTo(new Shown.Unknown());
        assertThat(here.show(code, FRAME)).isInstanceOf(Shown.First.class);
        assertThat(here.show(code, new ApiKeyId(4))).isEqualTo(new Shown.Unknown());
        assertThat(here.shownOnce(code)).isTrue();
    }

    @Test
    void who_brings_it_again_learns_what_it_gave_and_who_was_first_that_it_came_again() {
        var code = here.issue(PERMISSION);
        here.show(code, FRAME);
        assertThat(here.gives(code, "pk_1")).isTrue();
        assertThat(here.shownOnce(code)).isTrue();

        assertThat(elsewhere.show(code, FRAME)).isEqualTo(new Shown.Again(Optional.of("pk_1")));
        assertThat(here.shownOnce(code)).isFalse();
        assertThat(here.gives(code, "pk_2")).isFalse();
    }

    @Test
    void of_many_at_once_a_single_one_is_first() throws Exception {
        for (var round = 0; round < 20; round++) {
            var code = here.issue(PERMISSION);
            Callable<Shown> shows = () -> elsewhere.show(code, FRAME);
            try (var threads = Executors.newFixedThreadPool(8)) {
                var shown = threads.invokeAll(Collections.nCopies(8, shows));
                assertThat(shown.stream().map(each -> each.resultNow()))
                        .filteredOn(Shown.First.class::isInstance)
                        .hasSize(1);
            }
        }
    }

    @Test
    void the_store_has_no_code_and_forgets_one_a_day_after_it_expired() {
        var code = here.issue(PERMISSION);
        here.show(code, FRAME);
        var kept = database.getCollection("edge_authorization_codes");
        assertThat(kept.find().first()).asString().doesNotContain(code);

        clock.pass(Duration.ofDays(1));
        here.sweep();
        assertThat(here.show(code, FRAME)).isInstanceOf(Shown.Again.class);
        clock.pass(Codes.LIFE.plusMillis(1));
        here.sweep();
        assertThat(kept.countDocuments()).isZero();
    }
}
